/** How platforms are spoken to in an account's name. */

/** What the platform's secret of one account holds: how its API is spoken to in the account's name. */
export interface Credentials {
  /** Sent with every call; for a platform that makes its tokens out of something else (`TokenSource`), the present one. */
  readonly accessToken: string;
  /** Base address of the platform's API when it differs from the platform's own (a test double, a relay). */
  readonly baseUrl?: string | undefined;
  /** What this platform needs beside them, by its own words: `refreshToken`, `clientSecret`, `privateKey` ... */
  readonly more?: Readonly<Record<string, string>> | undefined;
}

/**
 * The credentials of an account with an access token that is good: what functions that speak to platforms are given. With
 * `fresh`, the platform has just refused the token that was given last: another one, unless there is none to be got.
 * @throws {PermanentError} `credentials_missing`; `token_refused` when somebody must connect the account again.
 * @throws {TransientError} when no token could be got for now.
 */
export type CredentialsOf = (account: string, asked?: { readonly fresh?: boolean }) => Promise<Credentials>;
