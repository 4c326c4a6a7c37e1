import { foldAmendments } from '#domain/amend.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Entry } from '#domain/entry.ts';
import { type FoldContext, foldHeard, type Heard } from '#domain/fold.ts';
import { relabelled } from '#domain/label.ts';
import { heardIn } from '#domain/merge.ts';
import { type Amendment, amended, amending, type Message } from '#domain/message.ts';
import type { Decide, FiledMessage, MessageKey } from '#domain/ports.ts';
import { readingOf } from '#domain/reading.ts';
import { minutesForPeople } from '#domain/reply-window.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';
import { followTier, tierOfCustomer } from '#functions/triage/customer-tier.ts';
import { judgedAnew } from '#functions/triage/judge.ts';
import { eraseWords } from '#functions/triage/long-text.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { platformNamed } from '#platforms/registry.ts';
import { answerRule } from '#platforms/reply-rules.ts';

/** Folds kept messages into their ticket. Idempotent: what the ticket's history tells already is not told again. */

/** An entry names every message it tells of, and an item holds 400 KB: more are told in several entries. */
const MOST_AT_ONCE = 500;

/** A message to settle, as it stands now, with its amendments. */
interface Settling extends Heard {
  readonly amendments: readonly Amendment[];
}

export interface SettleInput {
  readonly ticketId: string;
  readonly filed: readonly FiledMessage[];
  /** The ticket's revision before the first of these messages was kept: nothing older can tell of them. */
  readonly since: number;
  readonly predecessor?: string | undefined;
  readonly moved?: boolean | undefined;
  /** The ticket may have yet to be opened. */
  readonly opens?: boolean | undefined;
}

/** What people corrected wins over whoever judged it, also when it is judged anew. */
async function settlingOf(ports: TriagePorts, filed: readonly FiledMessage[]): Promise<Settling[]> {
  const keys = filed.map(({ message: { account, id } }) => ({ account, id }));
  const [known, labels] = await Promise.all([ports.messages.amendmentsOf(keys), ports.labels.of(keys)]);
  const settling = await Promise.all(filed.map((each) => settlingOne(ports, each, known.get(each.message.id) ?? [])));
  return settling.map((each) => {
    const corrected = labels.get(each.message.id);
    return each.reading && corrected ? { ...each, reading: relabelled(each.reading, corrected) } : each;
  });
}

/** A customer's words are judged as they stand; those of the brand are not judged. */
async function settlingOne(ports: TriagePorts, filed: FiledMessage, kept: readonly Amendment[]): Promise<Settling> {
  const amendments = amending(filed.message, kept);
  const message = amended(filed.message, amendments);
  if (amendments.some(({ kind }) => kind === 'deletion')) await eraseWords(ports, filed.message);
  if (message.direction === 'out') return { message: await withWriter(ports, filed, message), amendments };
  const isAsKept = amendments.length === 0 && filed.classification !== undefined;
  const classification = isAsKept ? filed.classification : await judgedAnew(ports, message);
  const reading = classification && readingOf(message, classification, amendments.length);
  return { message, amendments, reading, windowMinutes: windowOf(message) };
}

/** For how many minutes the platform takes a person's answer to a message; undefined where it always does. */
function windowOf({ platform, channel, visibility }: Message): number | undefined {
  const window = answerRule(platformNamed(platform)?.replies ?? {}, channel, visibility)?.window;
  return window && minutesForPeople(window);
}

/** An echo of our own reply says which one it was, and the reply who wrote it. */
async function withWriter({ replies }: TriagePorts, { ticketId }: FiledMessage, message: Message): Promise<Message> {
  const { replyId, replyTicketId = ticketId } = message;
  const reply = replyId === undefined ? undefined : await replies.get(replyTicketId, replyId);
  if (!reply) return message;
  const { by, acknowledgement } = reply;
  return { ...message, by: by.kind === 'automation' ? 'automation' : undefined, acknowledgement };
}

function amendmentsToldIn(entries: readonly Entry[]): Set<string> {
  const told = entries.flatMap(({ deed }) => (deed.type === 'amended' ? deed.amendments : []));
  return new Set(told.map(({ messageId, id }) => `${messageId}\n${id}`));
}

const keyName = ({ account, id }: MessageKey): string => `${account}\n${id}`;

/** The next thing the ticket has not been told; undefined when it knows everything. */
function nextTold(
  ticket: Ticket | undefined,
  entries: readonly Entry[],
  told: { all: readonly Settling[]; context: FoldContext },
): Change | undefined {
  const heard = new Set(heardIn(entries).map((ref) => keyName(messageKeyOf(ref, ticket ?? { account: '' }))));
  const unheard = told.all.filter(({ message }) => !heard.has(keyName(message)));
  const [first, ...others] = unheard.slice(0, MOST_AT_ONCE);
  if (first) return foldHeard(ticket, [first, ...others], told.context);
  const known = amendmentsToldIn(entries);
  for (const { message, amendments, reading } of told.all) {
    const [fresh, ...more] = amendments.filter(({ id }) => !known.has(`${message.id}\n${id}`));
    if (ticket && fresh) return foldAmendments(ticket, { amendments: [fresh, ...more], reading }, told.context);
  }
  return undefined;
}

/** Words that were taken back need nobody: a closed ticket hears of it, and stays closed. */
function canBeToldClosed({ mergedInto }: Ticket, { deed }: Change): boolean {
  if (mergedInto !== undefined || deed.type !== 'amended') return false;
  return deed.amendments.some(({ kind }) => kind === 'deletion');
}

/**
 * Tells the ticket of these messages and their amendments, one change at a time until it knows them all.
 * @returns false when the ticket has ended meanwhile (merged or closed) and the talk goes on elsewhere.
 */
export async function settle(ports: TriagePorts, input: SettleInput): Promise<boolean> {
  const all = await settlingOf(ports, input.filed);
  const since = all.some(({ amendments }) => amendments.length > 0) ? 0 : input.since;
  const { ticketId, predecessor, moved } = input;
  const tier = input.opens ? await tierOfCustomer(ports, input.filed) : undefined;
  const common = { ticketId, predecessor, moved, tier, now: ports.clock() };
  let hasEnded = false;
  const decide: Decide = (ticket, entries, { policy }) => {
    const next = nextTold(ticket, entries, { all, context: { ...common, policy } });
    hasEnded = next !== undefined && ticket?.status === 'closed' && !canBeToldClosed(ticket, next);
    return hasEnded ? undefined : next;
  };
  for (;;) {
    const { changed } = await ports.tickets.change(ticketId, decide, since);
    if (!changed) break;
  }
  if (input.opens) await followTier(ports, ticketId, input.filed);
  return !hasEnded;
}
