import fc from 'fast-check';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import type { Condition, SlaPolicy, SlaRule, Target } from '#domain/policy/policy.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** Random policies: one to three rules, any of the five clocks, warnings of both kinds, pauses. */

const targetMinutes = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  fc.integer({ min: 1, max: 600 }),
  fc.constantFrom(15, 60, 240, 480, 1440),
);

/** Halves at the finest, so that no point falls between two milliseconds. */
const percent = fc.nat(199).map((halves) => ({ percent: halves / 2 }));
const warn = (minutes: number): fc.Arbitrary<Target['warn']> =>
  fc.array(
    fc.oneof(
      percent,
      fc.integer({ min: 1, max: minutes + 30 }).map((minutesBefore) => ({ minutesBefore })),
    ),
    {
      maxLength: 3,
    },
  );

const target: fc.Arbitrary<Target> = targetMinutes.chain((minutes) =>
  fc.record({
    minutes: fc.constant(minutes),
    calendar: fc.constantFrom('business', 'business', 'round_the_clock', 'night'),
    warn: warn(minutes),
    pauseOn: fc.subarray(['pending', 'on_hold'] as const).map((statuses) => [...statuses]),
  }),
);

const targets: fc.Arbitrary<SlaRule['targets']> = fc.record(
  Object.fromEntries(CLOCK_NAMES.map((name) => [name, target])),
  { requiredKeys: [] },
);

const some = <T>(...all: T[]) => fc.subarray(all, { minLength: 1 });
const when: fc.Arbitrary<Condition> = fc.record(
  {
    priority: some(...PRIORITIES),
    visibility: fc.constantFrom('public', 'private'),
    platform: some('x', 'messenger'),
    channel: some('x.mention', 'messenger.dm'),
    tier: some('gold', 'silver'),
    team: some('team-a', 'team-b'),
  },
  { requiredKeys: [] },
);

/** The last rule is for any ticket. */
const rules: fc.Arbitrary<SlaRule[]> = fc
  .tuple(fc.array(fc.record({ when, targets }), { maxLength: 2 }), targets)
  .map(([first, last]) => [...first, { when: {}, targets: last }]);

export const policy: fc.Arbitrary<SlaPolicy> = fc.record({
  version: fc.constant('random'),
  name: fc.constant('random'),
  rules,
  closeAfterDays: fc.constant(7),
  automationAnswers: fc.boolean(),
  escalation: fc.constant([]),
});
