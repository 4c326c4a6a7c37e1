import type { Credentials } from '#domain/credentials.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { PollAnswer } from '#platforms/poll.ts';

/** One question to a platform, and once more with a fresh token where the first was stale. */

type Refusal = Extract<PollAnswer, { kind: 'retry' | 'failed' }>;
type Stale = Extract<PollAnswer, { kind: 'stale_token' }>;

/** How a question is put and its answer read. */
export interface Question<Answer> {
  readonly request: (credentials: Credentials) => ApiCall;
  readonly read: (response: ApiResponse, credentials: Credentials) => Answer | Refusal | Stale;
}

async function once<Answer>(ports: PollPorts, question: Question<Answer>, credentials: Credentials) {
  const sent = await ports.send(question.request(credentials));
  // Nothing is changed by asking, so that whether a question arrived is no matter.
  return 'kind' in sent ? ({ kind: 'retry', reason: sent.reason } as const) : question.read(sent, credentials);
}

const isStale = (answer: unknown): answer is Stale => (answer as { kind: string }).kind === 'stale_token';

/** @returns the answer; `failed` where there are no credentials, or the fresh token is refused as well. */
export async function ask<Answer extends { readonly kind: string }>(
  ports: PollPorts,
  account: string,
  question: Question<Answer>,
): Promise<Exclude<Answer, Stale> | Refusal> {
  try {
    const first = await once(ports, question, await ports.credentialsOf(account));
    if (!isStale(first)) return first as Exclude<Answer, Stale> | Refusal;
    const second = await once(ports, question, await ports.credentialsOf(account, { fresh: true }));
    if (!isStale(second)) return second as Exclude<Answer, Stale> | Refusal;
    return { kind: 'failed', reason: 'token_refused', platformCode: second.platformCode };
  } catch (error) {
    if (error instanceof PermanentError) return { kind: 'failed', reason: error.reason };
    if (error instanceof TransientError) return { kind: 'retry', reason: 'no_token_for_now' };
    throw error;
  }
}
