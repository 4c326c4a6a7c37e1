import { keptRenewal } from '#adapters/account-credentials.ts';
import type { Token } from '#adapters/sealed-token.ts';
import type { FreshToken, TokenSource } from '#adapters/token-ports.ts';
import type { Credentials } from '#domain/credentials.ts';
import { PermanentError } from '#domain/errors.ts';

/** Tokens of some weeks, which are renewed while they last: each is what the next one is made of. Pure. */

const HOUR_MS = 3_600_000;
/** A token of less than a day can't be renewed yet, and other refusals may pass as well. */
const AFTER_REFUSAL_MS = 24 * HOUR_MS;
const AFTER_SILENCE_MS = HOUR_MS;

/** A token that was just got, with what must be kept of it and when it is to be renewed. */
export function freshToken({ renews }: TokenSource, entry: Credentials, fresh: FreshToken): Token {
  const { accessToken, expiresAtMs } = fresh;
  const keep = renews ? keptRenewal(entry, fresh) : fresh.keep;
  return {
    accessToken,
    expiresAtMs,
    ...(renews && { renewAtMs: expiresAtMs - renews.beforeMs }),
    ...(keep && { keep: { ...keep } }),
  };
}

interface Unrenewed {
  readonly source: TokenSource;
  readonly entry: Credentials;
  readonly left: Token | undefined;
  readonly refused: string | undefined;
  readonly nowMs: number;
}

/** The token that could not be renewed, where it serves on; undefined when it doesn't. */
export function stillServing({ source, entry, left, refused, nowMs }: Unrenewed, error: Error): Token | undefined {
  if (!source.renews) return undefined;
  const told = Date.parse(entry.more?.['expiresAt'] ?? '');
  const { accessToken } = left?.refused || !left ? entry : left;
  const expiresAtMs = left?.refused || !left ? told || nowMs + source.renews.lastsMs : left.expiresAtMs;
  if (accessToken === '' || accessToken === refused || expiresAtMs <= nowMs) return undefined;
  const afterMs = error instanceof PermanentError ? AFTER_REFUSAL_MS : AFTER_SILENCE_MS;
  return { accessToken, expiresAtMs, renewAtMs: nowMs + afterMs };
}
