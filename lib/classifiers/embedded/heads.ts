import { INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';

/**
 * The questions that the model answers. A head of one output is a yes or no. Two heads judge sentiment, one for messages
 * to a brand and one for talk in general, and `care` says which kind this is: the same words weigh differently.
 */
export const HEADS = {
  care_sentiment: SENTIMENTS,
  talk_sentiment: SENTIMENTS,
  care: ['yes'],
  intent: INTENTS,
  urgency: URGENCIES,
  complex: ['yes'],
  sarcasm: ['yes'],
  threat_to_leave: ['yes'],
  press: ['yes'],
  legal: ['yes'],
  safety: ['yes'],
  spam: ['yes'],
  person: ['yes'],
} as const satisfies Record<string, readonly string[]>;

export type HeadName = keyof typeof HEADS;

export const HEAD_NAMES = Object.keys(HEADS) as HeadName[];

/** Where each head's outputs begin among all outputs. */
export const HEAD_OFFSETS: Readonly<Record<HeadName, number>> = (() => {
  let next = 0;
  const offsets = {} as Record<HeadName, number>;
  for (const head of HEAD_NAMES) {
    offsets[head] = next;
    next += HEADS[head].length;
  }
  return offsets;
})();

/** How many outputs all heads have. */
export const OUTPUTS = HEAD_NAMES.reduce((sum, head) => sum + HEADS[head].length, 0);

/** What the topic lists speak for: the intents, then what raises urgency or a flag. */
export const TOPICS = [
  ...INTENTS,
  'urgency:high',
  'urgency:critical',
  'flag:threat_to_leave',
  'flag:press',
  'flag:legal',
  'flag:safety',
  'flag:spam',
] as const;
