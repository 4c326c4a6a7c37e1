import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advanced, expectedBetween, firstRhythm, heard, hourOfWeek, type Rhythm } from '#domain/channel/rhythm.ts';
import { quietOf, weekly } from '#domain/channel/silence.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A Monday. */
const START_MS = Date.UTC(2026, 9, 5);

/** A seeded generator of numbers in [0, 1). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A shop that customers write to from eight to eight, less at the weekend, none at night. */
function shopRate(ms: number, busiest: number): number {
  const hour = new Date(ms).getUTCHours();
  const day = new Date(ms).getUTCDay();
  if (hour < 8 || hour >= 20) return 0;
  return day === 0 || day === 6 ? busiest / 4 : busiest;
}

interface Played {
  readonly rhythm: Rhythm;
  /** When it was called silent, epoch milliseconds. */
  readonly alarms: readonly number[];
}

interface Play {
  readonly days: number;
  readonly rateAt: (ms: number) => number;
  readonly seed: number;
  /** Messages in one burst. */
  readonly burst?: number;
  readonly rhythm?: Rhythm;
  readonly fromMs?: number;
}

/** Minute by minute: messages come by chance, and the silence is judged. */
function play({ days, rateAt, seed, burst = 1, rhythm: known, fromMs = START_MS }: Play): Played {
  const next = dice(seed);
  const alarms: number[] = [];
  let rhythm = known ?? firstRhythm(fromMs);
  let wasSilent = false;
  for (let now = fromMs; now < fromMs + days * DAY_MS; now += MINUTE_MS) {
    if (next() < rateAt(now) / 60 / burst) rhythm = heard(rhythm, { lastMs: now, count: burst });
    const isSilent = quietOf(rhythm, now).kind === 'silent';
    if (isSilent && !wasSilent) alarms.push(now);
    wasSilent = isSilent;
  }
  return { rhythm, alarms };
}

describe('the rhythm of an account', () => {
  test('counts hours of the week from Monday', () => {
    expect(hourOfWeek(START_MS)).toBe(0);
    expect(hourOfWeek(START_MS + 6 * DAY_MS + 23 * HOUR_MS)).toBe(167);
  });

  test('learns how many messages a week brings', () => {
    const { rhythm } = play({ days: 28, rateAt: (ms) => shopRate(ms, 20), seed: 1 });
    const truth = 5 * 12 * 20 + 2 * 12 * 5;
    expect(weekly(rhythm) / truth).toBeGreaterThan(0.9);
    expect(weekly(rhythm) / truth).toBeLessThan(1.1);
  });

  test('expects nothing of a night, and a stretch as much as its parts', () => {
    const { rhythm } = play({ days: 21, rateAt: (ms) => shopRate(ms, 20), seed: 2 });
    const night = START_MS + 21 * DAY_MS + 21 * HOUR_MS;
    expect(expectedBetween(rhythm, night, night + 10 * HOUR_MS)).toBe(0);
    fc.assert(
      fc.property(fc.tuple(fc.nat(DAY_MS * 9), fc.nat(DAY_MS * 9), fc.nat(DAY_MS * 9)), (times) => {
        const [a = 0, b = 0, c = 0] = times.map((ms) => START_MS + ms).sort((x, y) => x - y);
        const parts = expectedBetween(rhythm, a, b) + expectedBetween(rhythm, b, c);
        expect(expectedBetween(rhythm, a, c)).toBeCloseTo(parts, 6);
      }),
    );
  });

  test('what a broken channel did not bring teaches nothing', () => {
    const { rhythm } = play({ days: 21, rateAt: (ms) => shopRate(ms, 20), seed: 3 });
    const brokenMs = rhythm.hourMs + 9 * HOUR_MS;
    const after = advanced(rhythm, brokenMs + 5 * DAY_MS, brokenMs);
    expect(weekly(after) / weekly(rhythm)).toBeGreaterThan(0.97);
    expect(weekly(advanced(rhythm, brokenMs + 5 * DAY_MS)) / weekly(rhythm)).toBeLessThan(0.95);
  });
});

describe('silence', () => {
  test('is not judged before a week is known, nor where hardly anybody writes', () => {
    const { rhythm } = play({ days: 6, rateAt: () => 30, seed: 4 });
    expect(quietOf(rhythm, START_MS + 6.9 * DAY_MS).kind).toBe('unlearned');
    const rare = play({ days: 28, rateAt: () => 0.2, seed: 5 });
    expect(quietOf(rare.rhythm, START_MS + 40 * DAY_MS).kind).toBe('unlearned');
  });

  test.each([
    [1, 'one by one'],
    [5, 'in bursts of five'],
  ])('raises no alarm in eight weeks of a shop that sleeps at night, customers coming %s at a time', (burst) => {
    for (const busiest of [6, 20, 120]) {
      const { alarms } = play({ days: 56, rateAt: (ms) => shopRate(ms, busiest), seed: busiest + burst, burst });
      expect([busiest, alarms.length]).toEqual([busiest, expect.toSatisfy((count: number) => count <= 1)]);
    }
  });

  test.each([
    [120, 15],
    [60, 25],
    [20, 60],
  ])('of a channel with %i messages an hour is told within %i minutes', (busiest, minutes) => {
    const learned = play({ days: 28, rateAt: (ms) => shopRate(ms, busiest), seed: busiest });
    const brokenMs = START_MS + 28 * DAY_MS + 11 * HOUR_MS;
    const until = play({
      days: 11 / 24,
      rateAt: (ms) => shopRate(ms, busiest),
      seed: 9,
      rhythm: learned.rhythm,
      fromMs: START_MS + 28 * DAY_MS,
    });
    const after = play({ days: 0.5, rateAt: () => 0, seed: 9, rhythm: until.rhythm, fromMs: brokenMs });
    expect(after.alarms).toHaveLength(1);
    expect((after.alarms[0] ?? 0) - brokenMs).toBeLessThanOrEqual(minutes * MINUTE_MS);
  });

  test('of a channel that breaks at night is told in the morning, not before', () => {
    const learned = play({ days: 28, rateAt: (ms) => shopRate(ms, 60), seed: 10 });
    const brokenMs = START_MS + 28 * DAY_MS - 2 * HOUR_MS;
    const { alarms } = play({ days: 1, rateAt: () => 0, seed: 1, rhythm: learned.rhythm, fromMs: brokenMs });
    const openMs = START_MS + 28 * DAY_MS + 8 * HOUR_MS;
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toBeGreaterThan(openMs);
    expect(alarms[0]).toBeLessThan(openMs + 2 * HOUR_MS);
  });

  test('an hour that moves with summer time raises no alarm', () => {
    const learned = play({ days: 28, rateAt: (ms) => shopRate(ms, 60), seed: 11 });
    const moved = play({
      days: 5,
      rateAt: (ms) => shopRate(ms - HOUR_MS, 60),
      seed: 12,
      rhythm: learned.rhythm,
      fromMs: START_MS + 28 * DAY_MS,
    });
    expect(moved.alarms).toEqual([]);
  });
});
