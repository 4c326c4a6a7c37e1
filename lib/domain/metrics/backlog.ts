import type { ClockName } from '#domain/clock-name.ts';
import { type Dimension, groupedBy } from '#domain/metrics/groups.ts';
import type { MetricsRow } from '#domain/metrics/row.ts';
import { type Spread, spreadOf } from '#domain/metrics/spread.ts';
import { isOver } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

/** What waits at this moment, told by the tickets themselves: a question that is not overdue has no row yet. */

/** What one ticket waits for by one clock. */
export type Waiting = Pick<MetricsRow, 'priority' | 'channel' | 'platform' | 'team' | 'agent' | 'startedAt'> & {
  /** Its due time has passed. */
  readonly isOverdue: boolean;
};

export interface Backlog {
  readonly n: number;
  readonly overdue: number;
  /** For how long it has waited, in calendar minutes. */
  readonly age?: Spread | undefined;
}

/** What a ticket in work waits for by a clock, if anything; a clock that stands still waits as well. */
export function waitingOn(
  { clocks, assessment, channel, platform, team, assignee: agent }: Ticket,
  { clock: name, now }: { clock: ClockName; now: string },
): Waiting[] {
  const clock = clocks[name];
  if (!clock || isOver(clock)) return [];
  const { startedAt, dueAt } = clock;
  const isOverdue = dueAt !== undefined && dueAt <= now;
  return [{ priority: assessment.priority, channel, platform, team, agent, startedAt, isOverdue }];
}

/** @param now until when ages are told. */
export function backlogOf(waiting: readonly Waiting[], now: string): Backlog {
  const age = ({ startedAt }: Waiting): number => (Date.parse(now) - Date.parse(startedAt)) / 60_000;
  const overdue = waiting.filter(({ isOverdue }) => isOverdue).length;
  return { n: waiting.length, overdue, age: spreadOf(waiting.map(age)) };
}

/** The same for each of the groups that figures are told by. */
export function backlogBy(waiting: readonly Waiting[], { by, now }: { by: Dimension; now: string }) {
  return groupedBy(waiting, by).map(({ key, rows }) => ({ key, ...backlogOf(rows, now) }));
}
