import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Credentials } from '#domain/credentials.ts';

/**
 * A token on its way through the table, where it may be read by whoever reads items: sealed by a key that follows from the
 * account's entry in the credentials secret. Whoever may not read the secret can't open it, and a new entry ends it.
 */

const token = z.object({
  accessToken: z.string(),
  expiresAtMs: z.number(),
  /** When it is to be renewed, epoch milliseconds, though it still serves. */
  renewAtMs: z.optional(z.number()),
  /** There is none: the platform has refused, and is not asked again before `expiresAtMs`. */
  refused: z.optional(z.literal(true)),
  /** What must replace its namesake in the secret and may not have got there yet. */
  keep: z.optional(z.record(z.string(), z.string())),
});
export type Token = z.infer<typeof token>;

const CIPHER = 'aes-256-gcm';
const [NONCE_BYTES, TAG_BYTES] = [12, 16];

function keyOf({ accessToken, more = {} }: Credentials, account: string): Buffer {
  const entry = JSON.stringify([accessToken, Object.entries(more).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return Buffer.from(hkdfSync('sha256', entry, account, 'earshot access token', 32));
}

/** Seals a token for whoever knows the entry. */
export function seal(kept: Token, entry: Credentials, account: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(entry, account), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(kept), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** Opens a sealed token; undefined when it was sealed by another entry. */
export function unseal(sealed: string, entry: Credentials, account: string): Token | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(entry, account), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return token.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}
