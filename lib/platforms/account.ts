/** Accounts: `<platform>:<platform's account id>`. */

/** Names the account, or `<platform>:unknown` when the payload names none. */
export function accountOf(platform: string, id: string | undefined): string {
  return `${platform}:${id ?? 'unknown'}`;
}

/** The platform's own id of an account. */
export function accountId(account: string): string {
  return account.slice(account.indexOf(':') + 1);
}
