import fc from 'fast-check';
import { PRIORITIES } from '#domain/sla.ts';
import type { ClocksInput } from '#domain/timeline/clocks-of.ts';
import { isoOf } from '../wall-time.ts';
import { calendarsAbout } from './calendars.ts';
import { historyOf } from './history.ts';
import { gap, minutesOf, origin } from './moments.ts';
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
      patience: gap,
    })
    .map(({ opening: first, steps, patience, ...rest }) => {
      const timed = steps.map(({ after, wish }) => ({ minutes: minutesOf(after, rest.policy), wish }));
      const { entries, endsAt } = historyOf(begin, first, timed);
      return { ...rest, entries, now: isoOf(endsAt + minutesOf(patience, rest.policy)) };
    }),
);
