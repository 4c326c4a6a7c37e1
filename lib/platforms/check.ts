import { accepted, answerJson } from './answer.ts';
import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';
import type { ReplyTarget, SendOutcome } from './outgoing.ts';

/** How a platform is asked whether an account is well connected: questions with one call each, and what to do about it. */

export interface CheckTurn {
  /** `<platform>:<id>` */
  readonly account: string;
  readonly credentials: Credentials;
  /** Where the platform should deliver this account's events; absent where nobody knows it. */
  readonly webhookUrl?: string | undefined;
  readonly nowMs: number;
}

export type Finding =
  | { readonly kind: 'well' }
  /** `mend` says to a person what to do; `reason` is a stable code. */
  | { readonly kind: 'unwell'; readonly reason: string; readonly mend: string }
  /** The platform did not say: ask again later. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Question {
  /** What is asked: whether the token is good, whether events are subscribed, whether deliveries arrive. */
  readonly about: 'token' | 'subscription' | 'delivery';
  readonly request: (turn: CheckTurn) => ApiCall;
  /** What a 2xx answer says. Never throws. @default that all is well */
  readonly read?: (json: unknown, turn: CheckTurn) => Finding;
}

/** The questions of a platform; the token first. */
export type Check = readonly Question[];

export const WELL: Finding = { kind: 'well' };
export const unwell = (reason: string, mend: string): Finding => ({ kind: 'unwell', reason, mend });

const CONNECT_AGAIN = 'Get a fresh token from the platform and put it into the credentials secret.';

/** What a refusal says of the account, by the platform's own reading of it. */
function refusedBy(outcome: SendOutcome): Finding {
  if (outcome.kind === 'stale_token') return unwell('token_expired', CONNECT_AGAIN);
  if (outcome.kind === 'failed' && outcome.blame === 'account')
    return unwell(outcome.reason, `The platform refuses the account (${outcome.platformCode ?? outcome.reason}).`);
  return { kind: 'unknown', reason: 'reason' in outcome ? outcome.reason : 'no_answer' };
}

type ReadRefusal = (response: ApiResponse, target: ReplyTarget) => SendOutcome;

/** Nobody's reply: what a platform's refusal is read with when nothing was said. */
const unsaid = (account: string): ReplyTarget => ({
  replyKey: '',
  account,
  channel: '',
  visibility: 'private',
  customerId: '',
  text: '',
  inReplyTo: '',
});

/**
 * Reads the answer to a question.
 * @param readRefusal the platform's reading of an answer to a reply: it knows what is no 2xx
 */
export function findingOf(
  question: Question,
  response: ApiResponse,
  { turn, readRefusal }: { readonly turn: CheckTurn; readonly readRefusal: ReadRefusal },
): Finding {
  if (!accepted(response)) return refusedBy(readRefusal(response, unsaid(turn.account)));
  return question.read?.(answerJson(response), turn) ?? WELL;
}
