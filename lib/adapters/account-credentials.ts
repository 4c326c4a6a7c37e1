import * as z from 'zod/mini';
import type { Credentials } from '#domain/credentials.ts';
import { PermanentError } from '#domain/errors.ts';

/** The secret by which platforms' APIs are spoken to: by account, such as `x:123`. What is not an account's is left alone. */
export const credentialsFile = z.record(z.string(), z.unknown());
export type CredentialsFile = z.infer<typeof credentialsFile>;

const credentials = z.object({
  accessToken: z._default(z.string(), ''),
  baseUrl: z.optional(z.url()),
  more: z.optional(z.record(z.string(), z.string())),
});

/**
 * An account's entry of the secret. One that holds what tokens are made of needs no token.
 * @throws {PermanentError} `credentials_missing`: the work is parked until somebody has given them.
 */
export function credentialsIn(file: CredentialsFile, account: string): Credentials {
  const read = credentials.safeParse(file[account]);
  if (!read.success || (read.data.accessToken === '' && !read.data.more))
    throw new PermanentError('credentials_missing');
  return withRenewed(read.data);
}

/** A token that was renewed stands beside the one that somebody gave, and counts as long as that one stays. */
function withRenewed(given: Credentials): Credentials {
  const { renewed, renewedFrom } = given.more ?? {};
  return renewed && renewedFrom === given.accessToken ? { ...given, accessToken: renewed } : given;
}

/** What to keep beside the token that somebody gave when it was renewed. @param entry as `credentialsIn` gives it */
export function keptRenewal(
  { accessToken, more = {} }: Credentials,
  fresh: { readonly accessToken: string; readonly expiresAtMs: number },
): Readonly<Record<string, string>> {
  const { renewed, renewedFrom } = more;
  const given = renewedFrom !== undefined && renewed === accessToken ? renewedFrom : accessToken;
  const expiresAt = new Date(fresh.expiresAtMs).toISOString();
  return { renewed: fresh.accessToken, renewedFrom: given, expiresAt };
}

const beside = z.object({ more: z.optional(z.record(z.string(), z.string())) });

/** Every account that the secret has an entry for, with what is set in it beside the token. */
export function accountsOf(file: () => Promise<CredentialsFile>) {
  return async (): Promise<{ account: string; more: Readonly<Record<string, string>> }[]> =>
    Object.entries(await file()).flatMap(([account, entry]) => {
      const read = beside.safeParse(entry);
      return account.includes(':') && read.success ? [{ account, more: read.data.more ?? {} }] : [];
    });
}
