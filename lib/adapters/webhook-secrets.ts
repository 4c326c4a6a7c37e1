import * as z from 'zod/mini';
import type { PublicKeys } from '#adapters/public-keys.ts';
import { secretJson } from '#adapters/secrets.ts';

/**
 * What verifies deliveries of one platform or account: every secret that is valid now, Meta's verify token or Pub/Sub's
 * pusher, and, for a platform that signs with keys of its own, another place of its keys or the keys themselves.
 */
const webhookSecret = z.object({
  secrets: z.array(z.string()),
  verifyToken: z.optional(z.string()),
  keysUrl: z.optional(z.url()),
  keys: z.optional(z.unknown()),
});

/** The webhook secret: one entry a platform (`x`), or an account where each has its own (`standard:shop`). */
const webhookSecretFile = z.record(z.string(), webhookSecret);

/** Where public keys come from. */
export interface KeySource {
  /** Where a platform publishes its keys; undefined where it signs with a shared secret. */
  readonly urlOf: (platform: string) => string | undefined;
  readonly keysAt: PublicKeys;
}

/**
 * Looks up the secrets of an account, or else of its platform.
 * @param want `fresh_keys` when a key was not among those given before.
 */
export function webhookSecrets(arn: string, { urlOf, keysAt }: KeySource) {
  const read = secretJson(arn, webhookSecretFile);
  return async (platform: string, account?: string, want?: 'fresh_keys') => {
    const file = await read();
    const own = account === undefined ? undefined : file[`${platform}:${account}`];
    const entry = own ?? file[platform];
    if (!entry) return undefined;
    const { keysUrl = urlOf(platform), ...vouching } = entry;
    const secrets = { ...vouching, ...(own && { isOwn: true }) };
    if (secrets.keys !== undefined || keysUrl === undefined) return secrets;
    return { ...secrets, keys: await keysAt(keysUrl, want && 'fresh') };
  };
}
