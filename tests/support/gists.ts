import fc from 'fast-check';
import { type Classification, FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import type { Gist } from '#domain/reading.ts';

/** What classifiers may find, for tests. */

/** A gist that nobody needs to look at. */
export const CALM_GIST: Gist = {
  sentiment: 'positive',
  urgency: 'low',
  intent: 'praise',
  signals: { negative: 0.02, sarcasm: 0.01, person: 0.01 },
};

const plain = <L extends string>(label: L) => ({ label, confidence: 0.9, evidence: [] });

/** What a classifier says of such a message. */
export const CALM_CLASSIFICATION: Classification = {
  classifier: 'test@1',
  sentiment: plain('positive'),
  intent: plain('praise'),
  urgency: plain('low'),
  complexity: plain('simple'),
  flags: [],
  signals: { negative: 0.02, sarcasm: 0.01, person: 0.01 },
};

const probability = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** Probabilities, most of them low, so that a good part of the gists is calm. */
export const anySignals = fc.record({
  negative: fc.oneof(fc.constant(0.05), probability),
  sarcasm: fc.oneof(fc.constant(0.05), probability),
  person: fc.oneof(fc.constant(0.05), probability),
});

/** Any gist at all. */
export const anyGist: fc.Arbitrary<Gist> = fc.record({
  sentiment: fc.constantFrom(...SENTIMENTS),
  urgency: fc.constantFrom(...URGENCIES),
  intent: fc.constantFrom(...INTENTS),
  flags: fc.option(fc.uniqueArray(fc.constantFrom(...FLAGS), { maxLength: 2 }), { nil: undefined }),
  unsure: fc.option(fc.subarray(['sentiment', 'intent'] as const), { nil: undefined }),
  signals: fc.option(anySignals, { nil: undefined }),
});
