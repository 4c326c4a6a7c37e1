import { applyChange } from '#domain/apply-change.ts';
import { CLOCK_NAMES, type ClockName } from '#domain/clock-name.ts';
import type { Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { recompute } from '#domain/recompute.ts';
import { isOver, type TicketClock } from '#domain/sla.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import type { ClockState } from '#domain/timeline/timeline-clock.ts';

/** What another policy, or other hours, would make of a ticket's clocks, and what has changed of each. */

/** What can change of a clock. `over`: it is done or ended, and only what is told of it afterwards changes. */
export const CLOCK_EFFECTS = [
  'due_earlier',
  'due_later',
  'newly_breached',
  'no_longer_breached',
  'newly_warned',
  'warning_moved',
  'newly_kept',
  'no_longer_kept',
  'over',
] as const;
export type ClockEffect = (typeof CLOCK_EFFECTS)[number];

/** A clock as it stands at an instant. */
export interface ClockFace {
  readonly cycle: number;
  readonly state: ClockState;
  readonly targetMinutes: number;
  readonly dueAt?: string | undefined;
  /** The platform sets the due time; absent where the policy does. */
  readonly dueBy?: 'platform' | undefined;
  readonly remainingMs?: number | undefined;
  /** The next warning that was not told; a clock that is breached warns no more. */
  readonly warnsAt?: string | undefined;
  readonly breachedAt?: string | undefined;
}

/** One clock before and after; absent where it is not kept. */
export interface ClockChange {
  readonly clock: ClockName;
  readonly before?: ClockFace | undefined;
  readonly after?: ClockFace | undefined;
  readonly effects: readonly ClockEffect[];
}

/**
 * The ticket as it would stand if its clocks were derived now by this book: the very change that deriving them writes.
 * @param history every entry of the ticket.
 * @param body what the ticket is then, where it is judged anew; as it is when absent.
 */
export function rederived(
  ticket: Ticket,
  history: readonly Entry[],
  { book, now, body = ticket }: { book: SlaBook; now: string; body?: TicketBody },
): Ticket {
  const change = { ...recompute(ticket, { now }), body };
  return applyChange(ticket, change, { changeId: '', history, book, priorityPolicy: undefined });
}

/** @param now a due time that has passed is a breach, whether the sweep has been there or not. */
function faceOf(clock: TicketClock, now: string): ClockFace {
  const { cycle = 1, targetMinutes, dueAt, dueBy, remainingMs, warnings = [] } = clock;
  const isDue = !isOver(clock) && dueAt !== undefined && dueAt <= now;
  const state = isDue ? 'breached' : (clock.state ?? 'running');
  const warnsAt = state === 'breached' ? undefined : warnings.find(({ told }) => !told)?.at;
  const breachedAt = isDue ? dueAt : clock.breachedAt;
  return { cycle, state, targetMinutes, dueAt, dueBy, remainingMs, warnsAt, breachedAt };
}

/** How late a clock is due: by time, after all that have one where nobody works, by what is left where it stands still. */
function lateness({ dueAt, remainingMs }: ClockFace): readonly [string, number] {
  return [dueAt ?? '~', remainingMs ?? 0];
}

function moved(before: ClockFace, after: ClockFace): ClockEffect[] {
  const [at, left] = lateness(before);
  const [newAt, newLeft] = lateness(after);
  if (newAt === at && newLeft === left) return [];
  const isLater = newAt === at ? newLeft > left : newAt > at;
  return [isLater ? 'due_later' : 'due_earlier'];
}

const warnsBy = (face: ClockFace | undefined, now: string): boolean =>
  face?.state === 'running' && face.warnsAt !== undefined && face.warnsAt <= now;

function turned(before: ClockFace | undefined, after: ClockFace | undefined, now: string): ClockEffect[] {
  const [was, is] = [before?.state === 'breached', after?.state === 'breached'];
  return [
    ...(is && !was ? ['newly_breached' as const] : []),
    ...(was && !is ? ['no_longer_breached' as const] : []),
    ...(warnsBy(after, now) && !warnsBy(before, now) ? ['newly_warned' as const] : []),
  ];
}

interface Pair {
  readonly before: TicketClock | undefined;
  readonly after: TicketClock | undefined;
}

function effectsOf({ before, after }: Pair, faces: Pick<ClockChange, 'before' | 'after'>, now: string): ClockEffect[] {
  const turns = turned(faces.before, faces.after, now);
  if (!faces.before) return ['newly_kept', ...turns];
  if (!faces.after) return ['no_longer_kept', ...turns];
  if ((before && isOver(before)) || (after && isOver(after))) return ['over'];
  const moves = moved(faces.before, faces.after);
  const isBroken = faces.before.state === 'breached' || faces.after.state === 'breached';
  const isWarningMoved = !isBroken && faces.before.warnsAt !== faces.after.warnsAt;
  return [...moves, ...turns, ...(isWarningMoved ? ['warning_moved' as const] : [])];
}

/** What has changed of each clock between a ticket and what deriving its clocks anew has made of it. */
export function clockChanges(before: Ticket, after: Ticket): ClockChange[] {
  const now = after.updatedAt;
  return CLOCK_NAMES.flatMap((clock): ClockChange[] => {
    const pair = { before: before.clocks[clock], after: after.clocks[clock] };
    const faces = { before: pair.before && faceOf(pair.before, now), after: pair.after && faceOf(pair.after, now) };
    if (JSON.stringify(faces.before) === JSON.stringify(faces.after)) return [];
    return [{ clock, ...faces, effects: effectsOf(pair, faces, now) }];
  });
}
