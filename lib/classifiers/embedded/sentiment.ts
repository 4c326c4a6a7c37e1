import Sentiment from 'sentiment';
import type { Finding, Sentiment as Label, Span } from '#domain/classification.ts';

/** Sentiment by the AFINN word list (npm `sentiment`): the sum of the words' weights, negation minded. */

const analyser = new Sentiment();

/** A total of this weight is as sure as a word list gets. */
const CERTAIN_AT = 6;
const MOST_SPANS = 3;
const HIGHEST = 0.9;

/** Where the words that weighed stand in the text, the first place of each. */
function spansOf(words: readonly string[], text: string): Span[] {
  const lower = text.toLowerCase();
  return words
    .map((word): Span => [lower.indexOf(word), lower.indexOf(word) + word.length])
    .filter(([start]) => start >= 0)
    .slice(0, MOST_SPANS);
}

/** The sentiment of a text, the confidence growing with the weight of its words; none is neutral, unsurely. */
export function sentimentOf(text: string): Finding<Label> {
  const { score, positive, negative } = analyser.analyze(text);
  if (score === 0) return { label: 'neutral', confidence: 0.5, evidence: [] };
  const confidence = Math.min(HIGHEST, 0.5 + (0.4 * Math.abs(score)) / CERTAIN_AT);
  const words = score < 0 ? negative : positive;
  return {
    label: score < 0 ? 'negative' : 'positive',
    confidence: Math.round(confidence * 100) / 100,
    evidence: spansOf(words, text),
  };
}
