import { platformNamed } from './registry.ts';
import type { TokenSource } from './token.ts';

/** How an account's access tokens are got; undefined where one that does not run out is given. */
export function tokenSourceOf(account: string): TokenSource | undefined {
  return platformNamed(account.slice(0, account.indexOf(':')))?.token;
}
