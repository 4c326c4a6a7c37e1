import { credentialsIn } from '#adapters/account-credentials.ts';
import { refreshed } from '#adapters/refresh-token.ts';
import { type Token, unseal } from '#adapters/sealed-token.ts';
import type { TokenDeps } from '#adapters/token-ports.ts';
import type { Credentials, CredentialsOf } from '#domain/credentials.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';

/**
 * The credentials of accounts, each with an access token that is good. Where a platform makes its tokens out of something
 * else, one environment at a time asks for a fresh one, under a lease; the others wait and read what it got.
 */

/** A token that runs out on the way is no token. */
const EARLY_MS = 120_000;
const LEASE_MS = 30_000;
const MOST_WAITS = 40;

interface Held {
  readonly token: Token;
  /** The token that the platform has refused; none may be given out that is the same. */
  readonly refused?: string | undefined;
}

/** Whether the platform takes it. */
const serves = (token: Token | undefined, refused: string | undefined, nowMs: number): token is Token =>
  token !== undefined && !token.refused && token.expiresAtMs - EARLY_MS > nowMs && token.accessToken !== refused;

/** Whether it serves and needs no renewal yet. */
const isGood = (token: Token | undefined, refused: string | undefined, nowMs: number): token is Token =>
  serves(token, refused, nowMs) && (token.renewAtMs ?? Number.POSITIVE_INFINITY) > nowMs;

const withToken = (entry: Credentials, { accessToken }: Token): Credentials => ({ ...entry, accessToken });

/** How long the token that somebody has put into the secret is taken for good before the table is asked again. */
const GIVEN_MS = EARLY_MS + 60_000;

/**
 * What the table holds for an account, when this entry opens it; before anybody has asked for one, the token that was given
 * with the entry. A token whose companions are still to be kept is not given out yet.
 */
async function heldBy(
  { tokens, nowMs, sourceOf }: TokenDeps,
  account: string,
  entry: Credentials,
): Promise<Token | undefined> {
  const kept = await tokens.get(account);
  const token = kept && unseal(kept.sealed, entry, account);
  if (token) return token.keep ? undefined : token;
  const isRenewed = sourceOf(account)?.renews !== undefined;
  if (entry.accessToken === '' || (kept && !isRenewed)) return undefined;
  const given = { accessToken: entry.accessToken, expiresAtMs: nowMs() + GIVEN_MS };
  // Nobody knows how old it is: it is renewed at once, if it can be.
  return isRenewed ? { ...given, renewAtMs: nowMs() } : given;
}

/** A good token: from the table, or by asking for one while nobody else does. @throws {TransientError} after long waiting. */
async function goodToken(deps: TokenDeps, account: string, refused: string | undefined) {
  for (let wait = 0; wait < MOST_WAITS; wait++) {
    const entry = credentialsIn(await deps.secret.readNow(), account);
    const held = await heldBy(deps, account, entry);
    if (held?.refused && held.expiresAtMs > deps.nowMs()) throw new PermanentError('token_refused');
    if (isGood(held, refused, deps.nowMs())) return { entry, token: held };
    const now = new Date(deps.nowMs()).toISOString();
    const until = new Date(deps.nowMs() + LEASE_MS).toISOString();
    const lease = await deps.leases.take(`token ${account}`, { now, until });
    if (!lease) {
      if (serves(held, refused, deps.nowMs())) return { entry, token: held };
      await deps.pause();
      continue;
    }
    try {
      return await refreshed(deps, account, { isGood: (token) => isGood(token, refused, deps.nowMs()), refused });
    } finally {
      await deps.leases.release(lease, new Date(deps.nowMs()).toISOString()).catch(() => {});
    }
  }
  throw new TransientError('somebody else has been asking for a token for long');
}

/** @returns what gives the credentials of an account; one environment's memory of its tokens is in it. */
export function accessTokens(deps: TokenDeps): CredentialsOf {
  const memory = new Map<string, Held>();
  return async (account, { fresh = false } = {}) => {
    const source = deps.sourceOf(account);
    if (!source || source.isFor) {
      // Somebody may have given another one meanwhile.
      const entry = credentialsIn(fresh ? await deps.secret.readNow() : await deps.secret.read(), account);
      if (!source?.isFor?.(entry)) return entry;
    }
    const known = memory.get(account);
    const refused = fresh ? known?.token.accessToken : known?.refused;
    const token = known?.token;
    if (!fresh && isGood(token, refused, deps.nowMs())) {
      return withToken(credentialsIn(await deps.secret.read(), account), token);
    }
    const got = await goodToken(deps, account, refused);
    memory.set(account, { token: got.token, refused });
    return withToken(got.entry, got.token);
  };
}
