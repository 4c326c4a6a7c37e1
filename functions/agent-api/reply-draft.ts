import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { RefusedError } from '#domain/errors.ts';
import { guardOfTicket } from '#domain/guard.ts';
import { earliest } from '#domain/instant.ts';
import type { Message } from '#domain/message.ts';
import type { Reply } from '#domain/reply.ts';
import type { OtherWay } from '#domain/reply-window.ts';
import type { Ticket } from '#domain/ticket.ts';
import { lastVenue, platformOf, type Venue } from '#domain/venue.ts';
import { answerRule, otherWays, type ReplyRule } from '#platforms/reply-rules.ts';
import type { Call } from './call.ts';
import type { Caller } from './caller.ts';
import { deliverable } from './deliverable.ts';
import type { AgentApiPorts } from './ports.ts';

/** What must hold before an answer is written down, and the reply it becomes. Pure. */

type ReplyCall = Call<'replyToTicket'>;
type Chosen = { readonly rule: ReplyRule; readonly others: readonly OtherWay[] };

/** What is asked for, under which id, and what is known of the message that it answers. */
interface Draft {
  readonly call: ReplyCall;
  readonly replyId: string;
  readonly answered: Message | undefined;
  /** Answers to this message that were sent, or may yet be. */
  readonly before: readonly Reply[];
}

/** What answers private words is private: @throws {RefusedError} rather than post it. */
function assertVisibility({ visibility }: Venue, { body }: ReplyCall): void {
  if (visibility === 'public' || body.visibility === 'private') return;
  const detail = 'The customer spoke in private, the answer was written for everybody: write it for private eyes.';
  throw new RefusedError('visibility_differs', detail);
}

/** The rule by which the answer goes out, and what else the channel offers. @throws {RefusedError} @throws {ApiProblem} */
function ruleOf({ platformNamed }: AgentApiPorts, { account, channel }: Venue, { body }: ReplyCall): Chosen {
  const platform = platformNamed(platformOf(account));
  if (!platform) throw new RefusedError('platform_unknown', 'This deployment no longer speaks this platform.');
  const rule = answerRule(platform.replies, channel, body.visibility);
  if (rule) return { rule, others: otherWays(platform.replies, channel, rule) };
  const other = body.visibility === 'private' ? 'public' : 'private';
  const isOther = answerRule(platform.replies, channel, other) !== undefined;
  const mend = isOther ? `Answer for ${other} eyes.` : `Answer in the platform's own app.`;
  const detail = `Nobody can be answered in ${body.visibility} on ${channel} from here.`;
  const code = isOther ? `no_${body.visibility}_answer_here` : 'no_answer_here';
  throw new ApiProblem('undeliverable', detail, { reason: code, delivery: { code, mend } });
}

/** What automation wants to say needs a ticket it may speak on; the send path asks again. */
function verdictOn(ticket: Ticket, { kind }: Caller): Reply['guardVerdict'] {
  if (kind === 'agent') return undefined;
  const { verdict, reasons } = guardOfTicket(ticket);
  if (verdict === 'may_speak') return verdict;
  const detail = `Automation may not speak on this ticket, it needs a person: ${reasons.join(', ')}.`;
  throw new RefusedError('needs_a_person', detail, reasons);
}

/** A reply that nobody has begun to send. */
export const freshReply = ({ caller }: Pick<ReplyCall, 'caller'>, now: string) =>
  ({
    by: { kind: caller.kind, id: caller.id },
    state: 'queued',
    attempt: 0,
    createdAt: now,
    updatedAt: now,
  }) satisfies Partial<Reply>;

/**
 * The reply that a request asks for, on the ticket as it stands: it goes where the customer spoke last.
 * @throws {RefusedError} when there is nothing to answer, the eyes differ, or a robot asks where a person is needed.
 * @throws {ApiProblem} when the platform would not take it.
 */
export function draftReply(ports: AgentApiPorts, ticket: Ticket, { call, replyId, answered, before }: Draft): Reply {
  const { lastIn } = ticket;
  if (!lastIn) throw new RefusedError('nothing_to_answer', 'The customer has said nothing on this ticket yet.');
  const place = lastVenue(ticket);
  const { account, channel, customerId } = place;
  const { text, visibility, inParts = false } = call.body;
  assertVisibility(place, call);
  const chosen = ruleOf(ports, place, call);
  const guardVerdict = verdictOn(ticket, call.caller);
  const now = ports.clock();
  const byPerson = call.caller.kind === 'agent';
  // A platform's clock that is ahead opens no longer window.
  const lastInAt = earliest(lastIn.sentAt, ticket.heardAt) ?? lastIn.sentAt;
  const alike = before.filter((reply) => reply.visibility === visibility);
  const parts = deliverable({ channel, ...chosen, text, inParts, byPerson, answered, lastInAt, before: alike, now });
  const words = { inReplyTo: lastIn.id, text, ...(parts && { parts }), guardVerdict };
  return { ticketId: ticket.id, replyId, account, channel, visibility, customerId, ...words, ...freshReply(call, now) };
}
