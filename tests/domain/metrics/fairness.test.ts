import { describe, expect, it } from 'vitest';
import { fairnessOf } from '#domain/metrics/fairness.ts';
import { LEAST_ROWS, largeGroupsOf } from '#domain/metrics/large-groups.ts';
import { FOLLOWER_BANDS, type MetricsRow } from '#domain/metrics/row.ts';
import { atMinute } from '#tests/support/messages.ts';
import { metricsRow } from '#tests/support/metrics.ts';

const THRESHOLDS = { P1: 60, P2: 40, P3: 20 };
const many = (count: number, given: Partial<MetricsRow> = {}): MetricsRow[] =>
  Array.from({ length: count }, (_, index) => metricsRow({ ticketId: `ticket-${index}`, ...given }));
const took = (minutes: number, given: Partial<MetricsRow> = {}): MetricsRow =>
  metricsRow({ calendarMinutes: minutes, doneAt: atMinute(minutes), ...given });
const followersOf = (rows: readonly MetricsRow[]) => fairnessOf(rows, THRESHOLDS).by.followers;

describe('groups that are large enough', () => {
  const bands = (rows: readonly MetricsRow[]) => {
    const { groups, leftOut } = largeGroupsOf(rows, ({ followers }) => followers, FOLLOWER_BANDS);
    return { groups: groups.map(({ of, rows: { length } }) => [of, length]), leftOut };
  };

  it('are neighbours put together where keys have an order', () => {
    const rows = [
      ...many(LEAST_ROWS - 1, { followers: '0-99' }),
      ...many(1, { followers: '100-999' }),
      ...many(30, { followers: '1k-10k' }),
      ...many(3, { followers: '1M+' }),
    ];
    expect(bands(rows.toReversed())).toEqual({
      groups: [
        [['0-99', '100-999'], 20],
        [['1k-10k', '1M+'], 33],
      ],
      leftOut: 0,
    });
  });

  it('are all small ones put together where they have none, and left out when that is too few', () => {
    const by = (sizes: Record<string, number>) => {
      const rows = Object.entries(sizes).flatMap(([language, size]) => many(size, { language }));
      const { groups, leftOut } = largeGroupsOf(rows, ({ language }) => language);
      return { of: groups.map(({ of }) => of), leftOut };
    };
    expect(by({ de: 10, en: 50, fr: 10 })).toEqual({ of: [['en'], ['de', 'fr']], leftOut: 0 });
    expect(by({ de: 10, en: 50 })).toEqual({ of: [['en']], leftOut: 10 });
    expect(by({ de: 10 })).toEqual({ of: [], leftOut: 10 });
  });

  it('are never put together with those of whom nothing is known', () => {
    expect(bands([...many(5, { followers: '0-99' }), ...many(25)])).toEqual({
      groups: [[['not told'], 25]],
      leftOut: 5,
    });
  });
});

describe('the fairness report', () => {
  it('tells rate and time with their intervals', () => {
    const rows = [...many(15, { followers: '0-99' }), ...many(5, { followers: '0-99', fate: 'ended' })];
    const [group] = followersOf(rows).groups;
    expect(group).toMatchObject({ of: ['0-99'], n: 20, answered: 15, responseRate: 0.75 });
    expect(group?.rateInterval.low).toBeCloseTo(0.5313, 4);
    expect(group?.calendarMinutes).toEqual({ value: 10, low: 10, high: 10 });
  });

  it('leaves a median open where the interval reaches those whom nobody answered', () => {
    const rows = [...many(14, { followers: '0-99' }), ...many(6, { followers: '0-99', fate: 'ended' })];
    expect(followersOf(rows).groups[0]?.calendarMinutes).toEqual({ value: 10, low: 10, high: undefined });
  });

  it('counts what nobody answered as longer than any wait, so that a silent group does not look quick', () => {
    const rows = [...many(8, { followers: '0-99' }), ...many(12, { followers: '0-99', fate: 'ended' })];
    expect(followersOf(rows).groups[0]?.calendarMinutes.value).toBeUndefined();
  });

  it('leaves out what can still be answered, automation and what counts nowhere', () => {
    const rows = [
      ...many(20),
      ...many(3, { fate: 'waiting' }),
      ...many(3, { by: 'automation' }),
      ...many(3, { fate: 'spam' }),
      ...many(3, { clock: 'nextResponse' }),
    ];
    expect(fairnessOf(rows, THRESHOLDS)).toMatchObject({ n: 20, open: 3 });
  });
});

/** One hour's queue: who has many followers came later, and was answered first because of ten points of reach. */
const hour = (index: number, reach: number, quick: 'followed' | 'first'): MetricsRow[] => {
  const start = index * 60;
  const [early, late] = quick === 'first' ? [5, 30] : [30, 5];
  const points = { score: 35 + reach, reach };
  return [
    took(0, {
      startedAt: atMinute(start),
      doneAt: atMinute(start + early),
      followers: '0-99',
      points: { score: 35, reach: 0 },
    }),
    took(0, {
      startedAt: atMinute(start + 1),
      doneAt: atMinute(start + late),
      followers: '1M+',
      priority: reach > 0 ? 'P2' : 'P3',
      points,
    }),
  ].map((row, place) => ({ ...row, ticketId: `ticket-${index}-${place}` }));
};
const day = (reach: number, quick: 'followed' | 'first') =>
  Array.from({ length: 24 }, (_, index) => hour(index, reach, quick)).flat();
const effect = (rows: readonly MetricsRow[]) => fairnessOf(rows, THRESHOLDS).reach;

describe('what reach does to waiting', () => {
  it('is the difference between the queue with it and the queue without it', () => {
    // With reach: 30 minutes for the one, 4 for the other. Without: 5 and 29.
    expect(effect(day(10, 'followed'))).toMatchObject({
      n: 48,
      queues: 24,
      groups: [
        { of: ['0-99'], observed: 30, withReach: 30, withoutReach: 5, causedByReach: 25 },
        { of: ['1M+'], observed: 4, withReach: 4, withoutReach: 29, causedByReach: -25 },
      ],
      difference: { observed: -26, withReach: -26, withoutReach: 24, causedByReach: -50 },
    });
  });

  it('is nothing where nobody has points of reach, however unequal the waiting', () => {
    expect(effect(day(0, 'followed')).difference).toMatchObject({ observed: -26, causedByReach: 0 });
  });

  it('is nothing where the points change no priority', () => {
    const rows = day(10, 'first').map((row) => ({ ...row, priority: 'P3' as const, points: { score: 35, reach: 4 } }));
    expect(effect(rows).difference?.causedByReach).toBe(0);
  });

  it('keeps what escalation has raised', () => {
    const raised = day(10, 'followed').map((row) => ({ ...row, priority: 'P1' as const }));
    const plain = effect(raised.map((row) => ({ ...row, points: { score: 35, reach: 0 } })));
    expect(plain.difference?.causedByReach).toBe(0);
  });

  it('compares within an hour and a team alone', () => {
    const apart = day(10, 'followed').map((row, index) => ({ ...row, team: index % 2 === 0 ? 'a' : 'b' }));
    expect(effect(apart)).toMatchObject({ n: 0, queues: 0, groups: [] });
    expect(effect(apart).difference).toBeUndefined();
  });
});
