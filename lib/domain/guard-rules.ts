import type { Intent } from '#domain/classification.ts';
import type { Gist } from '#domain/reading.ts';

/**
 * Why a person is needed, rule by rule. A rule may hold and never release, and none looks at another: whatever makes a
 * message angrier can therefore only add reasons.
 */

/** Every reason, in the order in which they are told. */
export const GUARD_REASONS = [
  'safety',
  'legal',
  'fraud',
  'crisis',
  'press',
  'threat_to_leave',
  'negative',
  'sarcasm',
  'complaint',
  'grievance',
  'disagreeing_signals',
  'likely_person',
  'unsure',
  'urgent',
  'repeated_contact',
  'personal_data',
  'spam',
  'nothing_said',
  'no_verdict',
] as const;
export type GuardReason = (typeof GUARD_REASONS)[number];

/**
 * From which probability on a signal holds. An ill-judged mood weighs as three needless waits for a person (1/4). That a
 * person must answer holds from where, on files of the corpus that training left out, no more than one in a hundred of
 * those who need a person is let through, a third of them writing to mislead; see docs/guard.md.
 */
export const GUARD_BOUNDS = { version: 'guard-2', person: 0.02, negative: 0.25, sarcasm: 0.25 } as const;

/** What went wrong at the customer's end. */
const GRIEVANCES: ReadonlySet<Intent> = new Set(['outage', 'delivery', 'billing', 'account_access', 'cancellation']);

type Signal = 'person' | 'negative' | 'sarcasm';

const signalled = ({ signals }: Gist, name: Signal): boolean =>
  signals !== undefined && signals[name] >= GUARD_BOUNDS[name];

const isGrievance = ({ intent }: Gist): boolean => intent === 'complaint' || GRIEVANCES.has(intent);

/** The label says one thing and something else another. */
function disagrees(gist: Gist): boolean {
  const { sentiment, intent } = gist;
  if (sentiment !== 'negative' && signalled(gist, 'negative')) return true;
  if (sentiment === 'positive') return signalled(gist, 'sarcasm') || isGrievance(gist);
  return sentiment === 'negative' && intent === 'praise';
}

/** Nobody can tell what the customer wants, and no signal says that it does not matter. */
const isUnclear = ({ intent, unsure, signals }: Gist): boolean =>
  signals === undefined && (intent === 'other' || unsure?.includes('intent') === true);

/** What one message can be held for. */
export const MESSAGE_RULES: Readonly<Partial<Record<GuardReason, (gist: Gist) => boolean>>> = {
  safety: ({ intent, flags }) => intent === 'safety' || flags?.includes('safety') === true,
  legal: ({ intent, flags }) => intent === 'legal' || flags?.includes('legal') === true,
  fraud: ({ intent }) => intent === 'fraud',
  press: ({ flags }) => flags?.includes('press') === true,
  threat_to_leave: ({ flags }) => flags?.includes('threat_to_leave') === true,
  negative: ({ sentiment }) => sentiment === 'negative',
  sarcasm: (gist) => gist.flags?.includes('sarcasm') === true || signalled(gist, 'sarcasm'),
  complaint: ({ intent }) => intent === 'complaint',
  grievance: ({ intent }) => GRIEVANCES.has(intent),
  disagreeing_signals: disagrees,
  likely_person: (gist) => signalled(gist, 'person'),
  unsure: (gist) => gist.unsure?.includes('sentiment') === true || isUnclear(gist),
  urgent: ({ urgency }) => urgency === 'critical',
  personal_data: ({ flags }) => flags?.includes('personal_data') === true,
  spam: ({ flags }) => flags?.includes('spam') === true,
};
