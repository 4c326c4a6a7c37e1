import { comparePositions } from '#domain/message.ts';
import type { Said } from '#domain/priority/inputs.ts';

/** One form for equal inputs, so that equal inputs have one hash. */

/** Messages by (sentAt, id), and what is a set in one order. */
export function inOrder(said: readonly Said[]): Said[] {
  return said
    .map((one) => ({ ...one, flags: one.flags?.toSorted(), unsure: one.unsure?.toSorted() }))
    .sort(comparePositions);
}

/** Text that is the same for equal values: keys sorted, what is undefined left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
