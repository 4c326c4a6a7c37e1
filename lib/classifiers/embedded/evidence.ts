import type { Span } from '#domain/classification.ts';
import { OUTPUTS } from './heads.ts';
import type { Model } from './model.ts';
import type { Scored } from './score.ts';

/** How many places of evidence a finding names. */
const MOST_SPANS = 3;
/** A word that speaks with less than this share of the loudest one is left out. */
const LEAST_SHARE = 0.4;

/** What some outputs count for a verdict: 1 for its own, below 0 for its rivals. */
export interface Counting {
  readonly begin: number;
  readonly counts: readonly number[];
}

/** What a step of each output counts for a verdict. */
interface Scale {
  readonly begin: number;
  readonly steps: readonly number[];
}

const scaleOf = ({ steps }: Model, { begin, counts }: Counting): Scale => ({
  begin,
  steps: counts.map((count, at) => count * (steps[begin + at] as number)),
});

/** How much a token, whose row begins at a place, speaks for a verdict. */
function voiceOf(voices: Float32Array, row: number, scales: readonly Scale[]): number {
  let said = 0;
  for (const { begin, steps } of scales) {
    for (let at = 0; at < steps.length; at++) said += (steps[at] as number) * (voices[row + begin + at] as number);
  }
  return said;
}

/** The words that speak most for a verdict, in the order of the text. */
export function evidenceFor(model: Model, { tokens, voices }: Scored, countings: readonly Counting[]): Span[] {
  const scales = countings.map((counting) => scaleOf(model, counting));
  const said = tokens.map(({ kind }, at) => (kind === 'mark' ? 0 : voiceOf(voices, at * OUTPUTS, scales)));
  const ranked: number[] = [];
  for (let at = 0; at < said.length; at++) if ((said[at] as number) > 0) ranked.push(at);
  ranked.sort((a, b) => (said[b] as number) - (said[a] as number));
  const loudest = said[ranked[0] ?? 0] ?? 0;
  return ranked
    .slice(0, MOST_SPANS)
    .filter((at) => (said[at] as number) >= LEAST_SHARE * loudest)
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const token = tokens[at];
      return token ? [[token.start, token.end] satisfies Span] : [];
    });
}
