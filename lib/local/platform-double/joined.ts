/** Pages joined, whatever their platform calls its lists. */

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One page of two: their lists one behind the other, wherever they lie; all else as the first one has it. */
export function joined(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) return [...(first as unknown[]), ...(second as unknown[])];
  if (!isFields(first) || !isFields(second)) return first === undefined ? second : first;
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...names].map((name) => [name, joined(first[name], second[name])]));
}
