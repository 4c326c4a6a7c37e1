/** Accounts: `<platform>:<platform's account id>`. */

/** Names the account, or `<platform>:unknown` when the payload names none. */
export function accountOf(platform: string, id: string | undefined): string {
  return `${platform}:${id ?? 'unknown'}`;
}

/** The platform's own id of an account. */
export function accountId(account: string): string {
  return account.slice(account.indexOf(':') + 1);
}

/** The name of the platform that an account is on; the whole when it names none. */
export function platformOfAccount(account: string): string {
  return account.split(':', 1)[0] ?? account;
}
