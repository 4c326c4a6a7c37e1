import * as z from 'zod/mini';
import { PermanentError } from '#domain/errors.ts';
import type { Credentials } from '#platforms/api-call.ts';

/** The secret that replies are sent with: by account, such as `x:123`. What is not an account's is left alone. */
export const replySecret = z.record(z.string(), z.unknown());

const credentials = z.object({
  accessToken: z.string().check(z.minLength(1)),
  baseUrl: z.optional(z.url()),
  more: z.optional(z.record(z.string(), z.string())),
});

/**
 * Finds an account's credentials in the secret.
 * @throws {PermanentError} `credentials_missing`: the reply is parked until somebody has given them.
 */
export function credentialsIn(secret: () => Promise<z.infer<typeof replySecret>>) {
  return async (account: string): Promise<Credentials> => {
    const read = credentials.safeParse((await secret())[account]);
    if (!read.success) throw new PermanentError('credentials_missing');
    return read.data;
  };
}
