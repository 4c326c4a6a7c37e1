import type { CredentialsSecret } from '#adapters/credentials-secret.ts';
import type { OutgoingRequest, SendResult } from '#adapters/http-sender.ts';
import type { Credentials } from '#domain/credentials.ts';
import type { Leases } from '#domain/lease.ts';

/** What getting access tokens needs. The shapes of a platform's source are those of lib/platforms/token.ts. */

export interface FreshToken {
  readonly accessToken: string;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  readonly keep?: Readonly<Record<string, string>> | undefined;
}

type Answer = Extract<SendResult, { status: number }>;

export interface TokenSource {
  readonly isFor?: (credentials: Credentials) => boolean;
  readonly renews?: { readonly beforeMs: number; readonly lastsMs: number };
  readonly request: (credentials: Credentials, nowMs: number) => OutgoingRequest | FreshToken;
  readonly read: (
    response: Answer,
    nowMs: number,
  ) =>
    | ({ readonly kind: 'fresh' } & FreshToken)
    | { readonly kind: 'retry'; readonly reason: string }
    | { readonly kind: 'refused'; readonly reason: string };
}

/** Sealed tokens by account, changed under their revision. */
export interface KeptTokens {
  get(account: string): Promise<{ readonly sealed: string; readonly revision: number } | undefined>;
  /** Puts a token in the place of the one that was read; false when somebody else has. */
  put(account: string, next: { sealed: string; expiresAtMs: number }, seen: number | undefined): Promise<boolean>;
}

export interface TokenDeps {
  readonly secret: CredentialsSecret;
  readonly tokens: KeptTokens;
  readonly leases: Leases;
  /** How the account's platform makes tokens; undefined where one that does not run out is given. */
  readonly sourceOf: (account: string) => TokenSource | undefined;
  readonly send: (request: OutgoingRequest) => Promise<SendResult>;
  readonly nowMs: () => number;
  /** Waits a little while somebody else asks. */
  readonly pause: () => Promise<void>;
}
