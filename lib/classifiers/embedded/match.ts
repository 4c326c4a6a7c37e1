import type { Rule } from '#classifiers/embedded/rule.ts';
import type { Finding, Span } from '#domain/classification.ts';

/** How many places of evidence a finding names. */
const MOST_SPANS = 3;

/** The places where a pattern stands in a text. */
function spansOf(pattern: RegExp, text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    spans.push([match.index, match.index + match[0].length]);
    if (spans.length === MOST_SPANS) break;
  }
  return spans;
}

/** Every rule that matches, as findings, surest first; ties keep the order of the table. */
export function matches<L extends string>(rules: readonly Rule<L>[], text: string): Finding<L>[] {
  const found = rules.flatMap(({ label, pattern, confidence }) => {
    const evidence = spansOf(pattern, text);
    return evidence.length > 0 ? [{ label, confidence, evidence }] : [];
  });
  return found.sort((a, b) => b.confidence - a.confidence);
}

/** One finding a label: the surest. */
export function distinct<L extends string>(findings: readonly Finding<L>[]): Finding<L>[] {
  const byLabel = new Map<L, Finding<L>>();
  for (const finding of findings) if (!byLabel.has(finding.label)) byLabel.set(finding.label, finding);
  return [...byLabel.values()];
}
