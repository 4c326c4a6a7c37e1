import { groupsOf } from '#domain/metrics/groups.ts';
import { largeGroupsOf } from '#domain/metrics/large-groups.ts';
import { FOLLOWER_BANDS, type MetricsRow } from '#domain/metrics/row.ts';
import { meanOf, rounded } from '#domain/metrics/spread.ts';
import { PRIORITIES } from '#domain/sla.ts';

/**
 * What part of the difference in waiting between follower bands the factor `reach` makes: the questions of each hour and
 * team are queued twice, by the scores they had and by the same scores without reach, and the answers that were given in
 * fact go to them in either order. docs/fairness.md says what that can and cannot tell.
 */

/** The scores from which a priority is given. */
export type Thresholds = Readonly<Record<'P1' | 'P2' | 'P3', number>>;

/** Mean calendar minutes: as it was, as queued by the scores, and as queued without reach. */
export interface Waits {
  readonly observed: number;
  readonly withReach: number;
  readonly withoutReach: number;
  /** `withReach` less `withoutReach`: below zero where reach has shortened the wait. */
  readonly causedByReach: number;
}

export interface ReachEffect {
  /** Answered questions that stood in a queue with others. */
  readonly n: number;
  readonly queues: number;
  readonly groups: readonly (Waits & { readonly of: readonly string[]; readonly n: number })[];
  readonly leftOut: number;
  /** The most followed group less the least followed one; absent with fewer than two groups. */
  readonly difference?: Waits | undefined;
}

interface Queued {
  readonly row: MetricsRow;
  /** The place of the priority, from 0, with reach and without. */
  readonly rank: number;
  readonly rankWithout: number;
}

interface Waited {
  readonly observed: number;
  readonly withReach: number;
  readonly withoutReach: number;
}

const MINUTE_MS = 60_000;
const levelOf = (score: number, { P1, P2, P3 }: Thresholds): number =>
  [P1, P2, P3].filter((threshold) => score < threshold).length;

/** Escalation and whatever else has raised a priority stays: taking reach away moves it by as many levels as the score falls. */
function queued(row: MetricsRow, thresholds: Thresholds): Queued {
  const { score = 0, reach = 0 } = row.points ?? {};
  const rank = PRIORITIES.indexOf(row.priority);
  const falls = levelOf(score - reach, thresholds) - levelOf(score, thresholds);
  return { row, rank, rankWithout: Math.min(PRIORITIES.length - 1, rank + falls) };
}

const minutesTo = (instant: string, { startedAt }: MetricsRow): number =>
  Math.max(0, Date.parse(instant) - Date.parse(startedAt)) / MINUTE_MS;

const inQueue =
  (of: 'rank' | 'rankWithout') =>
  (a: Queued, b: Queued): number =>
    a[of] - b[of] || (a.row.startedAt < b.row.startedAt ? -1 : a.row.startedAt > b.row.startedAt ? 1 : 0);

/** How long each would have waited, had the answers gone out in the order of the queue. */
function modelled(queue: readonly Queued[], instants: readonly string[], of: 'rank' | 'rankWithout') {
  const order = queue.toSorted(inQueue(of));
  return new Map(order.map(({ row }, place) => [row, minutesTo(instants[place] ?? '', row)]));
}

function waitsIn(rows: readonly MetricsRow[], thresholds: Thresholds): [MetricsRow, Waited][] {
  const queue = rows.map((row) => queued(row, thresholds));
  const instants = rows.flatMap(({ doneAt }) => doneAt ?? []).sort();
  const withReach = modelled(queue, instants, 'rank');
  const without = modelled(queue, instants, 'rankWithout');
  return rows.map((row) => [
    row,
    {
      observed: minutesTo(row.doneAt ?? '', row),
      withReach: withReach.get(row) ?? 0,
      withoutReach: without.get(row) ?? 0,
    },
  ]);
}

function meansOf(waits: readonly Waited[]): Waits {
  const mean = (of: keyof Waited): number => meanOf(waits.map((wait) => wait[of])) ?? 0;
  return waitsWith(mean('observed'), mean('withReach'), mean('withoutReach'));
}

const waitsWith = (observed: number, withReach: number, withoutReach: number): Waits => ({
  observed: rounded(observed),
  withReach: rounded(withReach),
  withoutReach: rounded(withoutReach),
  causedByReach: rounded(withReach - withoutReach),
});

function differenceOf(groups: ReachEffect['groups']): Waits | undefined {
  const banded = groups.filter(({ of }) => of.some((key) => FOLLOWER_BANDS.some((band) => band === key)));
  const [least, most] = [banded[0], banded.at(-1)];
  if (!least || !most || least === most) return undefined;
  return waitsWith(
    most.observed - least.observed,
    most.withReach - least.withReach,
    most.withoutReach - least.withoutReach,
  );
}

/** What reach does to waiting, by follower band. @param rows first responses of people. */
export function reachEffect(rows: readonly MetricsRow[], thresholds: Thresholds): ReachEffect {
  const answered = rows.filter(({ fate, doneAt, points }) => fate === 'done' && doneAt !== undefined && points);
  // A queue is what one team had before it in one hour.
  const queues = groupsOf(answered, ({ startedAt, team }) => `${startedAt.slice(0, 13)}#${team ?? ''}`)
    .map((group) => group.rows)
    .filter(({ length }) => length > 1);
  const waits = new Map(queues.flatMap((queue) => waitsIn(queue, thresholds)));
  const { groups, leftOut } = largeGroupsOf([...waits.keys()], ({ followers }) => followers, FOLLOWER_BANDS);
  const told = groups.map((group) => ({
    of: group.of,
    n: group.rows.length,
    ...meansOf(group.rows.flatMap((row) => waits.get(row) ?? [])),
  }));
  return { n: waits.size, queues: queues.length, groups: told, leftOut, difference: differenceOf(told) };
}
