import type { Span } from '#domain/classification.ts';

/** Where evidence stands, when a model tells it in its own way. What does not lie within the text is left out. */

/** Quotes of a message as spans: the first place of each, in order, without those that the message does not hold. */
export function spansOfQuotes(text: string, quotes: readonly string[]): Span[] {
  const spans = quotes.flatMap((quote): Span[] => {
    const start = quote === '' ? -1 : text.indexOf(quote);
    return start < 0 ? [] : [[start, start + quote.length]];
  });
  const distinct = new Map(spans.map((span) => [span.join(), span]));
  return [...distinct.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Offsets counted in code points, as spans in UTF-16 units. */
export function spansOfCodePoints(text: string, offsets: readonly (readonly [number, number])[]): Span[] {
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
  return offsets.flatMap(([begin, end]): Span[] => {
    const [start, stop] = [starts[begin], starts[end]];
    return start === undefined || stop === undefined || stop <= start ? [] : [[start, stop]];
  });
}
