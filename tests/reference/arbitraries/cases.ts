import fc from 'fast-check';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { PRIORITIES } from '#domain/sla.ts';
import type { ClocksInput } from '#domain/timeline/clocks-of.ts';
import { isoOf } from '../wall-time.ts';
import { calendarsAbout } from './calendars.ts';
import { historyOf } from './history.ts';
import { gap, origin } from './moments.ts';
import { policy } from './policies.ts';
import { opening, step } from './steps.ts';

/** Random cases: a history, a policy, calendars, and an instant at which somebody looks. */

const ticket: fc.Arbitrary<ClocksInput['ticket']> = fc.record(
  {
    account: fc.constantFrom('shop', 'other'),
    platform: fc.constantFrom('x', 'messenger'),
    channel: fc.constantFrom('x.mention', 'messenger.dm'),
    visibility: fc.constantFrom('public', 'private'),
    priority: fc.constantFrom(...PRIORITIES),
    tier: fc.constantFrom('gold', 'silver'),
    team: fc.constantFrom('team-a', 'team-b'),
  },
  { requiredKeys: ['account', 'platform', 'channel', 'visibility', 'priority'] },
);

/** How long after the last entry somebody looks: some time, or the very minutes that one of the targets has. */
const patience = fc.oneof(
  { arbitrary: gap.map((minutes) => () => minutes), weight: 2 },
  {
    arbitrary: fc.nat(20).map((which) => ({ rules }: SlaPolicy) => {
      const targets = rules.flatMap(({ targets: each }) => Object.values(each));
      return targets[which % Math.max(1, targets.length)]?.minutes ?? 0;
    }),
    weight: 1,
  },
);

const MOST_STEPS = 14;

/** A case. It shrinks to fewer and earlier steps, fewer rules and simpler calendars. */
export const anyCase: fc.Arbitrary<ClocksInput> = origin.chain((begin) =>
  fc
    .record({
      opening,
      steps: fc.array(step, { maxLength: MOST_STEPS, size: 'max' }),
      calendars: calendarsAbout(begin),
      policy,
      ticket,
      patience,
    })
    .map(({ opening: first, steps, patience: minutesOf, ...rest }) => {
      const { entries, endsAt } = historyOf(begin, first, steps);
      return { ...rest, entries, now: isoOf(endsAt + minutesOf(rest.policy)) };
    }),
);
