import { SYSTEM } from '#domain/actor.ts';
import { answers } from '#domain/answer.ts';
import type { Change } from '#domain/apply-change.ts';
import { clockStart, freshEpisode, heardBy } from '#domain/episode.ts';
import { earliest, latest } from '#domain/instant.ts';
import { comparePositions, later, type Message, type Position } from '#domain/message.ts';
import { refOf } from '#domain/message-ref.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { UNJUDGED } from '#domain/priority/assessment.ts';
import { mergeReadings, type Reading } from '#domain/reading.ts';
import { lastMoment } from '#domain/reply-window.ts';
import type { Status } from '#domain/status.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { elsewhere, type Venue } from '#domain/venue.ts';

/**
 * Folds messages into a ticket: pure, and the same end whatever the order of arrival, because every field is a minimum,
 * a maximum or a set ordered by platform time.
 */

/** A message to fold, as it stands after its amendments, with its gist when the customer wrote it. */
export interface Heard {
  readonly message: Message;
  readonly reading?: Reading | undefined;
  /** For how many minutes after it was sent the platform takes a person's answer; absent where it always does. */
  readonly windowMinutes?: number | undefined;
}

export interface FoldContext {
  readonly ticketId: string;
  readonly now: string;
  /** What counts as an answer. */
  readonly policy: Pick<SlaPolicy, 'automationAnswers'>;
  readonly predecessor?: string | undefined;
  /** The customer's tier, for a ticket that is being opened. */
  readonly tier?: string | undefined;
  /** The messages were heard on a ticket that is being merged into this one. */
  readonly moved?: boolean | undefined;
}

/** A ticket before anything was said on it. */
function blank({ message }: Heard, { ticketId, now, predecessor, tier }: FoldContext): TicketBody {
  const { account, platform, channel, visibility, customerId } = message;
  return {
    id: ticketId,
    account,
    platform,
    channel,
    visibility,
    customerId,
    status: 'new',
    assessment: UNJUDGED,
    episode: freshEpisode(1),
    clocks: {},
    tier,
    lastMessageSeen: 0,
    openedAt: now,
    predecessor,
  };
}

/** A customer who writes to a resolved ticket opens its next episode. */
function reopened(body: TicketBody): TicketBody {
  return { ...body, status: 'open', episode: freshEpisode(body.episode.number + 1) };
}

/** The brand has answered after the last thing it can have heard from the customer. */
function isAnswered({ lastOut, lastIn, heardAt }: TicketBody): boolean {
  if (!lastOut) return false;
  return lastIn === undefined || heardAt === undefined || lastOut.sentAt >= heardAt;
}

/** Where messages move a ticket. Spam stays spam; an agent's hold ends when the customer writes. */
function statusAfter(body: TicketBody, heardCustomer: boolean): Status {
  const { status } = body;
  if (status === 'on_hold') return heardCustomer ? 'open' : status;
  if (status !== 'new' && status !== 'open' && status !== 'pending') return status;
  if (isAnswered(body)) return 'pending';
  return status === 'new' && !body.lastOut ? 'new' : 'open';
}

/** The brand's and the customer's messages of a batch, and what they say of times. */
function withHeard(body: TicketBody, heard: readonly Heard[], policy: FoldContext['policy']): TicketBody {
  const ins = heard.filter(({ message }) => message.direction === 'in').map(({ message }) => message);
  const answered = heard.map(({ message }) => message).filter((message) => answers(message, policy));
  const readings = heard.flatMap(({ reading }) => reading ?? []);
  const { episode } = body;
  return {
    ...body,
    lastIn: ins.map((message) => placed(message, body)).reduce(later<LastIn>, body.lastIn),
    lastOut: latestOf(body.lastOut, answered),
    heardAt: latest(body.heardAt, ...ins.map(({ receivedAt }) => receivedAt)),
    replyWindowClosesAt: latest(body.replyWindowClosesAt, ...heard.map((each) => lastMoment(refOf(each, body)))),
    lastMessageSeen: body.lastMessageSeen + heard.length,
    episode: {
      ...episode,
      startedAt: earliest(episode.startedAt, ...ins.map(clockStart)),
      readings: mergeReadings(episode.readings, readings),
    },
  };
}

type LastIn = NonNullable<TicketBody['lastIn']>;

/** Where the customer spoke is where an answer goes. */
function placed(message: Message, ticket: Venue): LastIn {
  const venue = elsewhere(message, ticket);
  return { id: message.id, sentAt: heardBy(message), ...(venue && { venue }) };
}

/** A clock of the platform's that is ahead puts no message after what comes later. */
function latestOf(known: Position | undefined, messages: readonly Message[]): Position | undefined {
  const said = messages.map((message): Position => ({ id: message.id, sentAt: heardBy(message) }));
  return said.reduce<Position | undefined>(later, known);
}

/**
 * The change that hearing these messages makes.
 * @param heard at least one, none of them heard before on this ticket.
 */
export function foldHeard(
  before: Ticket | undefined,
  heard: readonly [Heard, ...Heard[]],
  context: FoldContext,
): Change {
  const sorted = [...heard].sort((a, b) => comparePositions(a.message, b.message));
  const heardCustomer = heard.some(({ message }) => message.direction === 'in');
  const base = before ?? blank(sorted[0] ?? heard[0], context);
  const current = base.status === 'resolved' && heardCustomer ? reopened(base) : base;
  const body = withHeard(current, heard, context.policy);
  return {
    body: { ...body, status: statusAfter(body, heardCustomer) },
    deed: { type: 'heard', messages: sorted.map((each) => refOf(each, base)), moved: context.moved },
    by: heardCustomer ? { kind: 'customer', id: base.customerId } : SYSTEM,
    at: context.now,
    isWork: false,
  };
}
