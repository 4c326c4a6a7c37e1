import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signed list cursors: `<payload>.<signature>`. The signature covers the payload as written, the version and the list it
 * belongs to, so a cursor opens nothing but the list it was made for.
 */

const VERSION = 'earshot-cursor-1';
const LIFETIME_MS = 24 * 60 * 60 * 1000;
/** A position is a queue key of some sixty characters; nothing longer was ever signed. */
const LONGEST = 1_000;

/** Names a page: after which position, of which list. */
export interface CursorScope {
  /** The list: every filter that shapes it, in a fixed order. */
  readonly list: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

export interface CursorSigner {
  seal(position: string, scope: CursorScope): Promise<string>;
  /** The position; undefined when the cursor is forged, of another list, or older than a day. */
  open(cursor: string, scope: CursorScope): Promise<string | undefined>;
}

function signature(payload: string, list: string, key: string): Buffer {
  // Lengths first: no list and payload can be cut differently and sign alike.
  const text = `${VERSION}\n${list.length}\n${list}\n${payload}`;
  return Buffer.from(createHmac('sha256', key).update(text).digest('base64url'));
}

function isSigned(payload: string, given: string, expected: Buffer): boolean {
  const bytes = Buffer.from(given);
  return payload !== '' && bytes.byteLength === expected.byteLength && timingSafeEqual(bytes, expected);
}

/** Reads what we signed ourselves: `<expiry in epoch milliseconds>:<position>`. */
function positionIn(payload: string, now: string): string | undefined {
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const cut = text.indexOf(':');
  return Number(text.slice(0, cut)) > Date.parse(now) ? text.slice(cut + 1) : undefined;
}

/** @param key reads the secret; asked for at every use, so that a rotated one is seen. */
export function cursorSigner(key: () => Promise<string>): CursorSigner {
  return {
    seal: async (position, { list, now }) => {
      const text = `${Date.parse(now) + LIFETIME_MS}:${position}`;
      const payload = Buffer.from(text, 'utf8').toString('base64url');
      return `${payload}.${signature(payload, list, await key()).toString()}`;
    },
    open: async (cursor, { list, now }) => {
      if (cursor.length > LONGEST) return undefined;
      const [payload = '', given = '', ...rest] = cursor.split('.');
      if (rest.length > 0 || !isSigned(payload, given, signature(payload, list, await key()))) return undefined;
      return positionIn(payload, now);
    },
  };
}
