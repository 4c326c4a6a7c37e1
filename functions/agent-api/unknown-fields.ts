/** Fields of a request that its schema has dropped: a misspelt one would be ignored, and nobody would notice. */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * Where something was sent that was not read.
 * @param read what a schema made of `sent`.
 * @returns paths of keys, from the outside in.
 */
export function unknownFields(sent: unknown, read: unknown): PropertyKey[][] {
  if (!isObject(sent) || !isObject(read)) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    if (!Object.hasOwn(read, key)) return value === undefined ? [] : [[key]];
    return unknownFields(value, read[key]).map((path) => [key, ...path]);
  });
}
