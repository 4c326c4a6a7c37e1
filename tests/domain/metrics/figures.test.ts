import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { figuresOf } from '#domain/metrics/figures.ts';
import { DIMENSIONS, groupedBy } from '#domain/metrics/groups.ts';
import { FATES, FOLLOWER_BANDS, type MetricsRow } from '#domain/metrics/row.ts';
import { PRIORITIES } from '#domain/sla.ts';
import { atMinute } from '#tests/support/messages.ts';
import { metricsRow } from '#tests/support/metrics.ts';

const AT = atMinute(600);
const took = (minutes: number, given: Partial<MetricsRow> = {}): MetricsRow =>
  metricsRow({ calendarMinutes: minutes, businessMinutes: minutes / 2, ...given });

describe('the figures', () => {
  it('tell percentiles beside the mean, in both kinds of minutes', () => {
    const { calendarMinutes, businessMinutes } = figuresOf(
      [2, 4, 6, 400].map((minutes) => took(minutes)),
      AT,
    );
    expect(calendarMinutes).toEqual({ n: 4, mean: 103, p50: 4, p75: 6, p90: 400, p95: 400 });
    expect(businessMinutes).toMatchObject({ p50: 2, p90: 200 });
  });

  it('leave automation out of all of them, and say how much it was', () => {
    const rows = [took(10), took(0, { by: 'automation' })];
    expect(figuresOf(rows, AT)).toMatchObject({ n: 1, done: 1, automation: 1, calendarMinutes: { n: 1, mean: 10 } });
  });

  it('count a broken promise whether or not the answer has come', () => {
    const rows = [took(10), took(90, { met: false }), metricsRow({ fate: 'waiting', met: false })];
    expect(figuresOf(rows, AT)).toMatchObject({ promised: 3, met: 1, shareMet: 1 / 3 });
  });

  it('do not count a promise that is still open', () => {
    expect(figuresOf([took(10), metricsRow({ fate: 'waiting' })], AT)).toMatchObject({ promised: 1, shareMet: 1 });
  });

  it('count as unanswered what was over without an answer or is overdue, and nothing that can still be answered', () => {
    const unanswered = [metricsRow({ fate: 'ended' }), metricsRow({ fate: 'waiting', met: false })];
    const rows = [took(10), took(20), ...unanswered, metricsRow({ fate: 'waiting' })];
    expect(figuresOf(rows, AT)).toMatchObject({ responseRate: 0.5, done: 2, ended: 1, waiting: 2 });
  });

  it('leave out what was taken back, spam and merged, and say so', () => {
    const rows = [took(10), ...(['withdrawn', 'spam', 'merged'] as const).map((fate) => metricsRow({ fate }))];
    expect(figuresOf(rows, AT)).toMatchObject({
      n: 1,
      responseRate: 1,
      leftOut: { withdrawn: 1, spam: 1, merged: 1 },
    });
  });

  it('tell how many resolutions did not last, and what customers wrote', () => {
    const resolution = (given: Partial<MetricsRow>) => took(60, { clock: 'resolution', messages: 2, ...given });
    const rows = [resolution({ reopened: true }), resolution({}), resolution({}), resolution({ fate: 'waiting' })];
    expect(figuresOf(rows, AT)).toMatchObject({ reopened: 1, reopenRate: 1 / 3, messages: 8 });
  });

  it('tell how long what still waits has waited', () => {
    const rows = [metricsRow({ fate: 'waiting' }), metricsRow({ fate: 'waiting', startedAt: atMinute(700) })];
    expect(figuresOf(rows, AT).backlogAge).toMatchObject({ n: 1, p50: 600 });
  });

  it('of nothing are no figures', () => {
    const { calendarMinutes, shareMet, responseRate, reopenRate, backlogAge } = figuresOf([], AT);
    expect([calendarMinutes, shareMet, responseRate, reopenRate, backlogAge]).toEqual(Array(5).fill(undefined));
  });
});

const optional = <T>(of: readonly T[]) => fc.option(fc.constantFrom(...of), { nil: undefined });
const anyRow: fc.Arbitrary<MetricsRow> = fc
  .record({
    clock: fc.constantFrom(...CLOCK_NAMES),
    fate: fc.constantFrom(...FATES),
    priority: fc.constantFrom(...PRIORITIES),
    team: optional(['a', 'b']),
    agent: optional(['agent-1', 'agent-2']),
    by: optional(['person', 'automation'] as const),
    met: optional([true, false]),
    followers: optional(FOLLOWER_BANDS),
    channel: fc.constantFrom('x.dm', 'x.mention'),
    startedAt: fc.integer({ min: 0, max: 5_000 }).map(atMinute),
    calendarMinutes: fc.integer({ min: 0, max: 1_000 }),
    messages: fc.integer({ min: 1, max: 5 }),
    reopened: optional([true]),
  })
  .map(metricsRow);

it.each(DIMENSIONS)('the groups by %s add up to the whole, each row in one of them', (by) => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
      const whole = figuresOf(rows, AT);
      const groups = groupedBy(rows, by).map((group) => figuresOf(group.rows, AT));
      for (const name of [
        'n',
        'done',
        'ended',
        'waiting',
        'promised',
        'met',
        'reopened',
        'messages',
        'automation',
      ] as const)
        expect(groups.reduce((sum, group) => sum + group[name], 0)).toBe(whole[name]);
      const done = groups.reduce((sum, { calendarMinutes }) => sum + (calendarMinutes?.n ?? 0), 0);
      expect(done).toBe(whole.calendarMinutes?.n ?? 0);
    }),
  );
});
