/**
 * JSON whose whole numbers keep all their digits. Some platforms send ids as numbers, and one beyond 2^53 would name
 * somebody else: it is read as a string.
 */

/** Such a number, or words that look like one: they only cost time. */
const LONG_NUMBER = /[\s:,[]-?\d{16,}[\s,\]}]/;

const WHOLE = /^-?\d+$/;

/** @throws {SyntaxError} for what is no JSON */
export function parseExact(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
}

/** Node tells a reviver what stood in the text. */
function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const { source = '' } = context ?? {};
  return typeof value === 'number' && !Number.isSafeInteger(value) && WHOLE.test(source) ? source : value;
}
