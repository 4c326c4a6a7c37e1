import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { type Guarded, guard } from '#domain/guard.ts';
import type { Gist } from '#domain/reading.ts';
import { anyGist, CALM_GIST } from '#tests/support/gists.ts';

/** One way in which a message can be angrier, or graver. */
type Worse = (gist: Gist) => Gist;

const GRAVE = [
  'complaint',
  'outage',
  'delivery',
  'billing',
  'account_access',
  'cancellation',
  'safety',
  'legal',
  'fraud',
] as const;

const raised =
  (name: 'negative' | 'sarcasm' | 'person', by: number): Worse =>
  (gist) =>
    gist.signals ? { ...gist, signals: { ...gist.signals, [name]: Math.min(1, gist.signals[name] + by) } } : gist;

const worseMood: Worse = (gist) => ({
  ...gist,
  sentiment: SENTIMENTS[Math.max(0, SENTIMENTS.indexOf(gist.sentiment) - 1)] ?? gist.sentiment,
});
const moreUrgent: Worse = (gist) => ({
  ...gist,
  urgency: URGENCIES[Math.min(URGENCIES.length - 1, URGENCIES.indexOf(gist.urgency) + 1)] ?? gist.urgency,
});

const worse: fc.Arbitrary<Worse> = fc.oneof(
  fc
    .tuple(fc.constantFrom('negative', 'sarcasm', 'person'), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([name, by]) => raised(name, by)),
  fc.constantFrom(worseMood, moreUrgent),
  fc.constantFrom(...FLAGS).map(
    (flag): Worse =>
      (gist) => ({ ...gist, flags: [...(gist.flags ?? []), flag] }),
  ),
  fc.constantFrom(...GRAVE).map(
    (intent): Worse =>
      (gist) => ({ ...gist, intent }),
  ),
  fc.constantFrom('sentiment', 'intent').map(
    (head): Worse =>
      (gist) => ({ ...gist, unsure: [...(gist.unsure ?? []), head] }),
  ),
);

const guarded: fc.Arbitrary<Guarded> = fc.record({
  readings: fc.array(anyGist, { minLength: 1, maxLength: 3 }),
  isBack: fc.boolean(),
  crisis: fc.boolean(),
});

const opens = (given: Guarded): boolean => guard(given).verdict === 'may_speak';

describe('the guard is never opened', () => {
  it('by a message that is angrier in any number of ways', () => {
    fc.assert(
      fc.property(guarded, fc.array(worse, { minLength: 1, maxLength: 4 }), fc.nat(2), (given, ways, at) => {
        const readings = given.readings.map((gist, index) =>
          index === at % given.readings.length ? ways.reduce((now, way) => way(now), gist) : gist,
        );
        expect(opens(given) || !opens({ ...given, readings })).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('by one more message, by a matter that comes back, or by a crisis', () => {
    fc.assert(
      fc.property(guarded, anyGist, (given, gist) => {
        expect(opens({ ...given, readings: [...given.readings, gist] })).toBe(false);
        expect(opens({ ...given, isBack: true })).toBe(false);
        expect(opens({ ...given, crisis: true })).toBe(false);
      }),
    );
  });

  it('by a reason left out: it speaks when it has none, and only then', () => {
    fc.assert(
      fc.property(guarded, (given) => {
        const { verdict, reasons } = guard(given);
        expect(verdict === 'may_speak').toBe(reasons.length === 0);
      }),
    );
  });
});

describe('the guard', () => {
  it('opens to calm messages, so that the laws above say something', () => {
    const calm = fc
      .constantFrom<Gist['intent']>('praise', 'how_to', 'sales', 'feedback')
      .map((intent) => ({ ...CALM_GIST, intent }));
    fc.assert(fc.property(calm, (gist) => opens({ readings: [gist] })));
  });
});
