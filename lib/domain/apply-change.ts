import type { Actor } from '#domain/actor.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { Deed, Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { deriveClocks } from '#domain/timeline/derive-clocks.ts';

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
  /** A mark of the sweep's moves nothing that clocks are derived from: they are kept as the body has them. */
  readonly keepsClocks?: boolean;
}

/** What a change is applied with. */
export interface Applying {
  /** Names the change, so that a retry recognises its own work. */
  readonly changeId: string;
  /** Every entry before this change; what keeps its clocks needs none. */
  readonly history: readonly Entry[];
  readonly book: SlaBook;
}

/** What the ticket becomes by a change, where it becomes another. */
function stateOf(before: Ticket | undefined, body: TicketBody): Entry['state'] {
  const { status, tier, team } = body;
  const { priority } = body.assessment;
  const isMoved = before?.status !== status;
  const isJudged = before?.assessment.priority !== priority || before.tier !== tier || before.team !== team;
  if (!isMoved && !isJudged) return undefined;
  return {
    ...(isMoved && { status }),
    ...(isJudged && { priority }),
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

/** Turns a decision into the ticket's next revision: its history entry inside, its clocks derived from the whole history. */
export function applyChange(before: Ticket | undefined, change: Change, { changeId, history, book }: Applying): Ticket {
  const { body, at, isWork } = change;
  const entry = entryOf(before, change, changeId);
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
