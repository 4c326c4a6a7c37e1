import { readFileSync } from 'node:fs';

/** Files that lie among payloads and are none: told by what they hold, never by their names. Pure, but for the reading. */

const HANDSHAKE = ['hub.challenge', 'hub.mode', 'crc_token', 'challengeCode', 'challengeResponse'];

const TESTS = /^(?:tests|vectors)$|Test$/;

type Json = Readonly<Record<string, unknown>>;

/** What no platform delivers, with what it is. */
const KINDS: readonly (readonly [what: string, isIt: (root: Json, keys: readonly string[]) => boolean])[] = [
  ['a handshake', (_root, keys) => keys.some((key) => HANDSHAKE.includes(key))],
  [
    'a request with its response',
    (_root, keys) => keys.length === 2 && keys.includes('request') && keys.includes('response'),
  ],
  ['vectors of a test', (_root, keys) => keys.every((key) => TESTS.test(key))],
  ['the body of an error', (root, keys) => keys.length === 1 && keys[0] === 'error' && isError(root['error'])],
];

function isError(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'message' in value);
}

/** What a document is instead of a payload; undefined where it may be one. */
export function noPayload(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const keys = Object.keys(json);
  if (keys.length === 0) return undefined;
  return KINDS.find(([, isIt]) => isIt(json as Json, keys))?.[0];
}

/** The same of a file. One that can't be read, or is no JSON, is for the delivery to tell of. */
export function noPayloadIn(path: string): string | undefined {
  try {
    return noPayload(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
