import type { Actor } from '#domain/actor.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { Deed, Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { assess, promiseOf } from '#domain/priority/assessment.ts';
import { inputsOf } from '#domain/priority/of-ticket.ts';
import type { PriorityPolicy } from '#domain/priority/policy.ts';
import { isInWork } from '#domain/status.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { deriveClocks } from '#domain/timeline/derive-clocks.ts';
import { readHistory } from '#domain/timeline/history.ts';

/** What a decision wants done to a ticket: its next body and the deed that explains it. */
export interface Change {
  readonly body: TicketBody;
  readonly deed: Deed;
  readonly by: Actor;
  readonly at: string;
  readonly why?: string | undefined;
  /** True for what agents edit: moves the ETag. */
  readonly isWork: boolean;
  /** What the decision itself tells of a clock. */
  readonly told?: readonly ClockFact[];
  /** A mark of the sweep's moves nothing that priority and clocks are derived from: they are kept as the body has them. */
  readonly keepsClocks?: boolean;
}

/** What a change is applied with. */
export interface Applying {
  /** Names the change, so that a retry recognises its own work. */
  readonly changeId: string;
  /** Every entry before this change; what keeps its clocks needs none. */
  readonly history: readonly Entry[];
  readonly book: SlaBook;
  /** Undefined where the change leaves the judgement alone. */
  readonly priorityPolicy: PriorityPolicy | undefined;
}

const isJudgedAlike = (before: Ticket['assessment'], after: Ticket['assessment']): boolean =>
  before.priority === after.priority && promiseOf(before) === promiseOf(after);

/** What the ticket becomes by a change, where it becomes another. */
function stateOf(before: Ticket | undefined, body: TicketBody): Entry['state'] {
  const { status, tier, team, assessment } = body;
  const { priority, promise } = assessment;
  const isMoved = before?.status !== status;
  const isJudged =
    !before || !isJudgedAlike(before.assessment, assessment) || before.tier !== tier || before.team !== team;
  if (!isMoved && !isJudged) return undefined;
  return {
    ...(isMoved && { status }),
    ...(isJudged && { priority }),
    ...(isJudged && promise && { promise }),
    ...(isJudged && tier !== undefined && { tier }),
    ...(isJudged && team !== undefined && { team }),
  };
}

function entryOf(before: Ticket | undefined, change: Change, changeId: string): Entry {
  const { deed, by, at, why, told } = change;
  const revision = (before?.revision ?? 0) + 1;
  const state = stateOf(before, change.body);
  return { id: changeId, revision, at, by, why, deed, ...(state && { state }), ...(told && { told: [...told] }) };
}

/** The ticket judged by all that is known with the change. Out of work it keeps the judgement it had, and time no longer moves it. */
function judged(before: Ticket | undefined, change: Change, applying: Applying): TicketBody {
  const { body, at } = change;
  const { changeId, history, book, priorityPolicy } = applying;
  if (change.keepsClocks || change.deed.type === 'recomputed' || !priorityPolicy) return body;
  if (!isInWork(body.status)) return { ...body, assessment: { ...body.assessment, changesAt: undefined } };
  const facts = readHistory([...history, entryOf(before, change, changeId)]);
  return { ...body, assessment: assess(inputsOf(body, facts, { at, book }), priorityPolicy) };
}

/** Turns a decision into the ticket's next revision: its history entry inside, priority and clocks derived from the whole history. */
export function applyChange(before: Ticket | undefined, change: Change, applying: Applying): Ticket {
  const { at, isWork } = change;
  const { changeId, history, book } = applying;
  const body = judged(before, change, applying);
  const entry = entryOf(before, { ...change, body }, changeId);
  const common = {
    revision: entry.revision,
    workVersion: (before?.workVersion ?? 0) + (isWork ? 1 : 0),
    updatedAt: at,
  };
  if (change.keepsClocks) return { ...body, ...common, lastEntry: entry };
  const { clocks, told } = deriveClocks({ body, history, entry, book });
  const all = [...(entry.told ?? []), ...told];
  const lastEntry = all.length > 0 ? { ...entry, told: all } : entry;
  return { ...body, ...common, clocks, slaVersion: book.policy.version, lastEntry };
}
