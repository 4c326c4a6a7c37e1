import type { Classification } from '#domain/classification.ts';
import type { Opinion } from '#domain/opinion.ts';

/** One classification of two judges: the cloud's word where it spoke, the embedded classifier's elsewhere. */

type Signals = Classification['signals'];

/**
 * The graver of two probabilities each: the guard must see what either judge fears. Nothing is made up for a judge that
 * gives none.
 */
function gravest(own: Signals, other: Opinion['signals']): Signals {
  if (!own || !other) return own;
  const graver = (name: 'negative' | 'sarcasm' | 'person') => Math.max(own[name], other[name] ?? 0);
  return { negative: graver('negative'), sarcasm: graver('sarcasm'), person: graver('person') };
}

/** A warning that one judge raises is not taken back by the other; where both raise it, the second one's words count. */
function warnings(own: Classification['flags'], other: Classification['flags'] = []): Classification['flags'] {
  const said = new Set(other.map(({ label }) => label));
  return [...own.filter(({ label }) => !said.has(label)), ...other];
}

/** Displeasure that the embedded classifier heard is not surely gone because a model, perhaps one talked over, hears none. */
function doubted(own: Classification['sentiment'], other: Opinion['sentiment']): Classification['sentiment'] {
  if (!other) return own;
  return own.label === 'negative' && other.label !== 'negative' ? { ...other, unsure: true } : other;
}

/** @param name the cloud classifier, as in `comprehend@1`: the result names both. */
export function combined(own: Classification, opinion: Opinion, name: string): Classification {
  const { signals, flags, ...spoken } = opinion;
  const told = Object.fromEntries(Object.entries(spoken).filter(([, value]) => value !== undefined));
  return {
    ...own,
    ...told,
    sentiment: doubted(own.sentiment, opinion.sentiment),
    flags: warnings(own.flags, flags),
    signals: gravest(own.signals, signals),
    classifier: `${name}+${own.classifier}`,
  };
}
