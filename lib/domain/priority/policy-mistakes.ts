import type { DocumentMistake } from '#domain/document-mistake.ts';
import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';

/** What is wrong with a priority policy that fits its schema: numbers that do not go together. */

const MOST_TIERS = 50;

const rising = (values: readonly number[]): boolean =>
  values.every((value, index) => value >= (values[index - 1] ?? value));
const growing = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));

/** One thing that must hold between fields. */
interface Rule extends DocumentMistake {
  readonly holds: (policy: PriorityPolicyDocument) => boolean;
}

const RULES: readonly Rule[] = [
  {
    pointer: '/urgency',
    detail: 'What is more urgent counts less.',
    mend: 'Let the points rise from low to critical, or stay.',
    holds: ({ urgency: { low, normal, high, critical } }) => rising([low, normal, high, critical]),
  },
  {
    pointer: '/sentiment',
    detail: 'What is angrier counts less.',
    mend: 'Let the points rise from positive over neutral to negative, or stay.',
    holds: ({ sentiment: { positive, neutral, negative } }) => rising([positive, neutral, negative]),
  },
  {
    pointer: '/thresholds',
    detail: 'The thresholds leave a priority without a score.',
    mend: 'Let them fall from P1 over P2 to P3, and P3 be above 0.',
    holds: ({ thresholds: { P1, P2, P3 } }) => growing([0, P3, P2, P1]),
  },
  {
    pointer: '/reach/to',
    detail: 'The scale ends before it begins.',
    mend: 'Give more than `from`.',
    holds: ({ reach }) => reach.to > reach.from,
  },
  {
    pointer: '/engagement/to',
    detail: 'The scale ends before it begins.',
    mend: 'Give more than `from`.',
    holds: ({ engagement }) => engagement.to > engagement.from,
  },
  {
    pointer: '/tiers',
    detail: 'Too many tiers.',
    mend: `Give at most ${MOST_TIERS}.`,
    holds: ({ tiers }) => Object.keys(tiers).length <= MOST_TIERS,
  },
  {
    pointer: '/waiting/steps',
    detail: 'Who waits longer does not count more.',
    mend: 'Let minutes and points grow from step to step.',
    holds: ({ waiting: { steps } }) =>
      growing(steps.map(({ afterMinutes }) => afterMinutes)) && growing(steps.map(({ points }) => points)),
  },
  {
    pointer: '/waiting/steps',
    detail: 'Somebody may wait for ever: the last step alone is no P2.',
    mend: 'Let the last step count at least the threshold of P2.',
    holds: ({ waiting: { steps }, thresholds }) => (steps.at(-1)?.points ?? 0) >= thresholds.P2,
  },
  {
    pointer: '/windowClosing',
    detail: 'What is left of the window counts less when it is less.',
    mend: 'Let the minutes fall from step to step, and the points rise or stay.',
    holds: ({ windowClosing }) =>
      growing(windowClosing.map(({ minutesLeft }) => -minutesLeft)) &&
      rising(windowClosing.map(({ points }) => points)),
  },
];

/** Everything that is wrong with a policy. */
export function priorityPolicyMistakes(policy: PriorityPolicyDocument): DocumentMistake[] {
  return RULES.filter(({ holds }) => !holds(policy)).map(({ pointer, detail, mend }) => ({ pointer, detail, mend }));
}
