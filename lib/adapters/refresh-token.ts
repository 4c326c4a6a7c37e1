import { credentialsIn } from '#adapters/account-credentials.ts';
import { freshToken, stillServing } from '#adapters/renewed-token.ts';
import { seal, type Token, unseal } from '#adapters/sealed-token.ts';
import { aloneWithSecret } from '#adapters/secret-lease.ts';
import type { FreshToken, TokenDeps, TokenSource } from '#adapters/token-ports.ts';
import type { Credentials } from '#domain/credentials.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';

/**
 * One refresh, by whoever holds the account's lease. A refresh token that is good for one use is written down twice before
 * it is used: sealed in the table the moment it is here, then in the secret. Who dies between the two is completed by the
 * next one; only a death between the platform's answer and the first write loses it, and the platform then says `refused`.
 */

/** @throws {PermanentError} `token_refused` @throws {TransientError} when the platform gives none for now. */
async function asked(deps: TokenDeps, source: TokenSource, entry: Credentials): Promise<FreshToken> {
  const request = source.request(entry, deps.nowMs());
  if ('accessToken' in request) return request;
  const sent = await deps.send(request);
  if ('kind' in sent) throw new TransientError(`no token: ${sent.reason}`);
  const answer = source.read(sent, deps.nowMs());
  if (answer.kind === 'fresh') return answer;
  if (answer.kind === 'refused') throw new PermanentError('token_refused');
  throw new TransientError(`no token: ${answer.reason}`);
}

/** Writes what must be kept into the secret. */
function keepInSecret(deps: TokenDeps, account: string, keep: Readonly<Record<string, string>>): Promise<Credentials> {
  return aloneWithSecret(deps, async () => {
    const file = await deps.secret.readNow();
    const { more } = credentialsIn(file, account);
    const next = { ...file, [account]: { ...(file[account] as object), more: { ...more, ...keep } } };
    await deps.secret.write(next);
    return credentialsIn(next, account);
  });
}

async function put(
  deps: TokenDeps,
  of: { account: string; entry: Credentials },
  next: { token: Token; seen: number | undefined },
) {
  const { token, seen } = next;
  const sealed = seal(token, of.entry, of.account);
  const isPut = await deps.tokens.put(of.account, { sealed, expiresAtMs: token.expiresAtMs }, seen);
  if (!isPut) throw new TransientError('somebody else has got a token meanwhile');
}

interface Fresh {
  readonly account: string;
  readonly entry: Credentials;
  readonly token: Token;
  /** The revision that the table holds. */
  readonly seen: number | undefined;
}

/** Brings what must be kept into the secret, and then the token into the table for everybody. */
async function completed(deps: TokenDeps, { account, entry, token, seen }: Fresh) {
  const { keep, ...plain } = token;
  const next = keep ? await keepInSecret(deps, account, keep) : entry;
  await put(deps, { account, entry: next }, { token: plain, seen });
  return { entry: next, token: plain };
}

/** How long nobody asks again after a refusal, unless the secret changes. */
const REFUSED_MS = 10 * 60_000;

/** What another token is made for. */
interface Wanted extends Pick<Fresh, 'account' | 'entry' | 'seen'> {
  readonly source: TokenSource;
  /** The token there was. */
  readonly left: Token | undefined;
  /** The token that the platform has refused. */
  readonly refused: string | undefined;
}

/** Asks, and has the answer kept: that there is none, too, so that not everybody asks again. */
async function gotten(deps: TokenDeps, { account, entry, seen, source, left, refused }: Wanted) {
  try {
    const token = await asked(deps, source, entry);
    const next = freshToken(source, entry, token);
    if (!next.keep) return completed(deps, { account, entry, token: next, seen });
    await put(deps, { account, entry }, { token: next, seen });
    return completed(deps, { account, entry, token: next, seen: (seen ?? 0) + 1 });
  } catch (error) {
    if (!(error instanceof PermanentError || error instanceof TransientError)) throw error;
    const serving = stillServing({ source, entry, left, refused, nowMs: deps.nowMs() }, error);
    if (serving) return completed(deps, { account, entry, token: serving, seen });
    if (error instanceof PermanentError && error.reason === 'token_refused') {
      const none: Token = { accessToken: '', expiresAtMs: deps.nowMs() + REFUSED_MS, refused: true };
      await put(deps, { account, entry }, { token: none, seen });
    }
    throw error;
  }
}

/**
 * A good token for an account, in the table for everybody: what a predecessor left undone is completed first.
 * @param wanted `isGood` says whether a token that is there will do; `refused` is the one that the platform has refused.
 */
export async function refreshed(
  deps: TokenDeps,
  account: string,
  { isGood, refused }: { readonly isGood: (token: Token) => boolean; readonly refused: string | undefined },
): Promise<{ readonly entry: Credentials; readonly token: Token }> {
  const source = deps.sourceOf(account);
  if (!source) throw new PermanentError('platform_unknown');
  const entry = credentialsIn(await deps.secret.readNow(), account);
  const kept = await deps.tokens.get(account);
  const left = kept && unseal(kept.sealed, entry, account);
  if (left?.keep) return completed(deps, { account, entry, token: left, seen: kept?.revision });
  if (left && isGood(left)) return { entry, token: left };
  if (left?.refused && left.expiresAtMs > deps.nowMs()) throw new PermanentError('token_refused');
  return gotten(deps, { account, entry, seen: kept?.revision, source, left, refused });
}
