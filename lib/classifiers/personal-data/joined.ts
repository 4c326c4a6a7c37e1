import type { Hidden } from './finding.ts';

type Kind = Hidden['kind'];

const lengthOf = ({ span: [start, end] }: Hidden): number => end - start;

const union = <K extends Kind>(first: Hidden<K>, second: Hidden<K>): Hidden<K> => ({
  kind: lengthOf(first) >= lengthOf(second) ? first.kind : second.kind,
  span: [first.span[0], Math.max(first.span[1], second.span[1])],
});

/**
 * Findings in the order of the text. Those that overlap become one: the longer says what it is, and nothing of either is
 * left out.
 */
export function joined<K extends Kind>(findings: readonly Hidden<K>[]): Hidden<K>[] {
  const kept: Hidden<K>[] = [];
  for (const next of [...findings].sort((a, b) => a.span[0] - b.span[0] || lengthOf(b) - lengthOf(a))) {
    const last = kept.at(-1);
    const overlaps = last !== undefined && last.span[1] > next.span[0];
    if (overlaps) kept[kept.length - 1] = union(last, next);
    else kept.push(next);
  }
  return kept;
}
