import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Verdict } from './webhook.ts';

/** The cryptography every webhook signature needs. Nothing here throws: what a stranger sends is only ever refused. */

/** Bytes of a SHA-256 digest. */
const DIGEST_BYTES = 32;

/** HMAC-SHA256 over the parts, one after the other, as raw bytes. */
export function hmacSha256(key: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Compares in constant time; byte lengths first, because `timingSafeEqual` throws when they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

/** Compares two texts in a time that tells neither content nor length: both are hashed first. */
export function sameText(a: string, b: string): boolean {
  return sameBytes(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** Decodes lower-case hex of a SHA-256 digest; anything that would not encode back to the same text is refused. */
export function digestFromHex(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'hex');
  return bytes.byteLength === DIGEST_BYTES && bytes.toString('hex') === text ? bytes : undefined;
}

/** Decodes padded standard base64; anything that would not encode back to the same text is refused. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.byteLength > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

/** Decodes base64 of a SHA-256 digest. */
export function digestFromBase64(text: string): Uint8Array | undefined {
  const bytes = fromBase64(text);
  return bytes?.byteLength === DIGEST_BYTES ? bytes : undefined;
}

/** A header of the form `sha256=<digest of the raw body>`, keyed with the secret's own characters: X and Meta. */
export interface PrefixedSignature {
  readonly header: string | undefined;
  readonly decode: (text: string) => Uint8Array | undefined;
  readonly body: Uint8Array;
  readonly secrets: readonly string[];
}

/**
 * Checks a `sha256=` header against every valid secret. Reasons: `no_secret`, `missing_signature`,
 * `malformed_signature`, `signature_mismatch`.
 */
export function verifyPrefixedSignature({ header, decode, body, secrets }: PrefixedSignature): Verdict {
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length === 0) return { ok: false, reason: 'no_secret' };
  if (!header) return { ok: false, reason: 'missing_signature' };
  const claimed = header.startsWith('sha256=') ? decode(header.slice('sha256='.length)) : undefined;
  if (!claimed) return { ok: false, reason: 'malformed_signature' };
  const genuine = usable.some((secret) => sameBytes(hmacSha256(secret, body), claimed));
  return genuine ? { ok: true } : { ok: false, reason: 'signature_mismatch' };
}

/**
 * Checks a secret that is sent as it is against every valid one: it vouches for the sender and not for the body.
 * Reasons: `no_secret`, `missing_signature`, `signature_mismatch`.
 */
export function verifySharedSecret(claimed: string | undefined, secrets: readonly string[]): Verdict {
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length === 0) return { ok: false, reason: 'no_secret' };
  if (!claimed) return { ok: false, reason: 'missing_signature' };
  const isKnown = usable.some((secret) => sameText(secret, claimed));
  return isKnown ? { ok: true } : { ok: false, reason: 'signature_mismatch' };
}
