import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';

/** How an access token is got, for platforms whose tokens run out: a refresh token, a session, a key of the account's own. */

export interface FreshToken {
  readonly accessToken: string;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  /** What must replace its namesake in `Credentials.more`: refresh tokens that are good for one use. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
}

export type TokenAnswer =
  | ({ readonly kind: 'fresh' } & FreshToken)
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterSeconds?: number | undefined }
  /** The right was withdrawn: somebody must connect the account again. */
  | { readonly kind: 'refused'; readonly reason: string; readonly platformCode?: string | undefined };

export interface TokenSource {
  /** Which accounts take tokens from it, where some have one that does not run out. @default all */
  readonly isFor?: (credentials: Credentials) => boolean;
  /**
   * Set where the token itself is what the next one is made of: it is renewed so long before its end, and serves on where
   * it can't be renewed yet. `lastsMs` is how long one lasts that nobody knows the end of.
   */
  readonly renews?: { readonly beforeMs: number; readonly lastsMs: number };
  /** What is needed in `Credentials.more`, for the command that adds a channel. */
  readonly needs: readonly string[];
  /** The request that brings a token, or the token itself where the account signs its own. */
  readonly request: (credentials: Credentials, nowMs: number) => ApiCall | FreshToken;
  /** Never throws. */
  readonly read: (response: ApiResponse, nowMs: number) => TokenAnswer;
}
