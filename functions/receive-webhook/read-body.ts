import { parseExact } from '#contracts/exact-json.ts';

/** Reading a verified body: JSON, and not nested deeper than anything that later walks or prints it can bear. */

/** `JSON.parse` bears a million levels, `JSON.stringify` ten thousand, DynamoDB thirty-two; platforms send under twenty. */
export const DEEPEST = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** How deep JSON text nests, read off the bytes without parsing them. */
export function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (isInString) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(byte)) depth--;
  }
  return deepest;
}

export type ReadBody = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly detail: string };

/** Parses the body, or says what is wrong with it. */
export function readBody(bytes: Uint8Array): ReadBody {
  if (depthOf(bytes) > DEEPEST) return { ok: false, detail: `The body nests deeper than ${DEEPEST} levels.` };
  try {
    return { ok: true, value: parseExact(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, detail: 'The body is not JSON in UTF-8. Send one JSON document.' };
  }
}
