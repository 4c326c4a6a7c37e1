import { type CredentialsFile, credentialsIn } from '#adapters/account-credentials.ts';
import type { CredentialsOf } from '#domain/credentials.ts';

/** The credentials of accounts, each with an access token that is good. */

export interface AccessTokenDeps {
  /** Reads the credentials secret, perhaps a minute late. */
  readonly secret: () => Promise<CredentialsFile>;
}

/** @returns what gives the credentials of an account. */
export function accessTokens({ secret }: AccessTokenDeps): CredentialsOf {
  return async (account) => credentialsIn(await secret(), account);
}
