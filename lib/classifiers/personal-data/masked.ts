import type { Span } from '#domain/classification.ts';
import { type Hidden, MASKS } from './finding.ts';

/** A text with what must not be seen replaced by a word for it. */

/** @param findings in the order of the text, without overlaps, as `personalDataIn` and `joined` give them */
export function masked(text: string, findings: readonly Hidden[]): string {
  let shown = '';
  let place = 0;
  for (const { kind, span } of findings) {
    shown += text.slice(place, span[0]) + MASKS[kind];
    place = span[1];
  }
  return shown + text.slice(place);
}

/** Where a place of the text stands in the masked text; inside a mask, at its beginning or end. */
function moved(place: number, findings: readonly Hidden[], edge: 'start' | 'end'): number {
  let shift = 0;
  for (const { kind, span } of findings) {
    if (place <= span[0]) break;
    if (place < span[1]) return edge === 'start' ? span[0] + shift : span[0] + shift + MASKS[kind].length;
    shift += MASKS[kind].length - (span[1] - span[0]);
  }
  return place + shift;
}

/** A span of the text as a span of the masked text: it covers every mask that it touches. */
export function movedSpan([start, end]: Span, findings: readonly Hidden[]): Span {
  return [moved(start, findings, 'start'), moved(end, findings, 'end')];
}
