import * as z from 'zod/mini';

/** Pieces of tolerant schemas: ask only for what is used, and let no optional field spoil an event. */

/** An id as a string. Some platforms send numbers; one beyond 2^53 is a string already (contracts/exact-json.ts). */
export const idField = z.pipe(z.union([z.string().check(z.minLength(1)), z.number()]), z.transform(String));

/** A number that may come as digits in a string. */
export const numberField = z.pipe(z.union([z.number(), z.string().check(z.regex(/^\d+$/))]), z.transform(Number));

/** An optional field: absent, null or of an unexpected type all read as `undefined`. */
export function maybe<T extends z.ZodMiniType>(schema: T) {
  return z.catch(
    z.pipe(
      z.nullish(schema),
      z.transform((value) => value ?? undefined),
    ),
    undefined,
  );
}

/** Any JSON object. */
export const anyObject = z.record(z.string(), z.unknown());

/** The value as a JSON object, or `undefined` when it is anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** The value as an id, or `undefined` when it is neither a non-empty string nor a number. */
export function asId(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
