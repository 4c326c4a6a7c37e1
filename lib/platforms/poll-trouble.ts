import { answerJson } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import type { Refusal } from './error-table.ts';
import type { PollAnswer } from './poll.ts';

/** An answer to a question, without what it was asked for. */
export type PollTrouble = Exclude<PollAnswer, { kind: 'page' }>;

/**
 * What a refusal means to somebody who only asked, read by the same table as a reply's: a question may always be asked
 * again, so what is in doubt is asked later.
 */
export function pollTrouble(outcome: Refusal): PollTrouble {
  switch (outcome.kind) {
    case 'failed':
      return { kind: 'failed', reason: outcome.reason, platformCode: outcome.platformCode };
    case 'doubtful':
      return { kind: 'retry', reason: outcome.reason };
    default:
      return outcome;
  }
}

/** An answer that is no refusal and no page either: what is JSON is kept whole, and the question is put again. */
export function unreadable(response: ApiResponse): Extract<PollAnswer, { kind: 'retry' }> {
  const unread = answerJson(response);
  return { kind: 'retry', reason: 'answer_unreadable', ...(unread !== undefined && { unread }) };
}
