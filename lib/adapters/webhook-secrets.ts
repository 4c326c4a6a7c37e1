import * as z from 'zod/mini';
import { secretJson } from '#adapters/secrets.ts';

/** What verifies deliveries of one platform or account: every secret that is valid now, and Meta's verify token. */
const webhookSecret = z.object({ secrets: z.array(z.string()), verifyToken: z.optional(z.string()) });

/** The webhook secret: one entry a platform (`x`), or an account where each has its own (`standard:shop`). */
const webhookSecretFile = z.record(z.string(), webhookSecret);

/** Looks up the secrets of an account, or else of its platform. */
export function webhookSecrets(arn: string) {
  const read = secretJson(arn, webhookSecretFile);
  return async (platform: string, account?: string) => {
    const file = await read();
    return (account === undefined ? undefined : file[`${platform}:${account}`]) ?? file[platform];
  };
}
