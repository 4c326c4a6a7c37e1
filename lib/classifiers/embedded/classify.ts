import { FLAG_RULES } from '#classifiers/embedded/flag-rules.ts';
import { INTENT_RULES } from '#classifiers/embedded/intent-rules.ts';
import { distinct, matches } from '#classifiers/embedded/match.ts';
import { sentimentOf } from '#classifiers/embedded/sentiment.ts';
import { URGENCY_RULES } from '#classifiers/embedded/urgency-rules.ts';
import type { Classification, Classifier, Finding, Intent, Urgency } from '#domain/classification.ts';

/** The classifier that ships in the Lambda: a word list for sentiment and an explicit rule table for the rest. */

const NAME = 'embedded-rules@1';

/** More words, and questions, than a macro can answer. */
const COMPLEX_WORDS = 60;

function complexityOf(text: string): Classification['complexity'] {
  const words = text.split(/\s+/u).length;
  const questions = text.split('?').length - 1;
  const label = words > COMPLEX_WORDS || questions > 1 ? 'complex' : 'simple';
  return { label, confidence: 0.6, evidence: [] };
}

const normalUrgency: Finding<Urgency> = { label: 'normal', confidence: 0.5, evidence: [] };
const otherIntent: Finding<Intent> = { label: 'other', confidence: 0.3, evidence: [] };

/** Says what a text means. The same text always gives the same classification. */
export function classifyText(text: string): Classification {
  return {
    classifier: NAME,
    sentiment: sentimentOf(text),
    intent: matches(INTENT_RULES, text)[0] ?? otherIntent,
    urgency: matches(URGENCY_RULES, text)[0] ?? normalUrgency,
    complexity: complexityOf(text),
    flags: distinct(matches(FLAG_RULES, text)),
  };
}

/** The embedded classifier behind the port. */
export const classifyByRules: Classifier = async (text) => classifyText(text);
