import type { Credentials } from '#domain/credentials.ts';
import { PermanentError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import { type Outcome, reasonOf } from './next-state.ts';
import type { SendReplyPorts } from './ports.ts';

/** What an attempt shows of the account that speaks: whether it can, and how it is. */

const isRefusal = (error: unknown): error is PermanentError => error instanceof PermanentError;

const unwell = (ports: SendReplyPorts, account: string, reason: string): Promise<void> =>
  ports.channels.report({ account, concern: 'replies', state: 'unwell', reason, since: ports.clock() });

/**
 * The credentials to send with, or why there is no token to be had any more: then the account must be connected again.
 * @throws {PermanentError} `credentials_missing`: the reply is parked until somebody has given them.
 */
export async function credentialsFor(
  ports: SendReplyPorts,
  account: string,
): Promise<{ readonly credentials: Credentials } | { readonly refused: string }> {
  try {
    return { credentials: await ports.credentialsOf(account) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await unwell(ports, account, error.reason);
    if (error.reason !== 'token_refused') throw error;
    return { refused: error.reason };
  }
}

/** Another token than the one that was refused, or what the attempt ended with because there is none. */
export async function renewed(
  { credentialsOf }: SendReplyPorts,
  { account }: Reply,
  stale: { readonly token: string; readonly outcome: Outcome },
): Promise<{ readonly credentials: Credentials } | { readonly outcome: Outcome }> {
  try {
    const credentials = await credentialsOf(account, { fresh: true });
    return credentials.accessToken === stale.token ? { outcome: stale.outcome } : { credentials };
  } catch (error) {
    if (isRefusal(error)) return { outcome: { kind: 'failed', reason: error.reason, blame: 'account' } };
    return { outcome: { kind: 'retry', reason: 'token_unavailable', retryAfterSeconds: TOKEN_WAIT_SECONDS } };
  }
}

const TOKEN_WAIT_SECONDS = 60;

/** Remembers how the account is, as far as the outcome of an attempt tells. */
export async function noteHealth(ports: SendReplyPorts, { account }: Reply, outcome: Outcome): Promise<void> {
  const since = ports.clock();
  if (outcome.kind === 'sent') return ports.channels.report({ account, concern: 'replies', state: 'well', since });
  if (outcome.kind === 'stale_token')
    return unwell(ports, account, reasonOf({ reason: 'token_expired', platformCode: outcome.platformCode }));
  if (outcome.kind === 'failed' && outcome.blame === 'account') return unwell(ports, account, reasonOf(outcome));
}
