import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus, retry } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import {
  doubted,
  type ErrorTable,
  later,
  outcomeByCode,
  type Refusal,
  refused,
  staleToken,
} from '#platforms/error-table.ts';
import { idField, maybe, numberField } from '#platforms/fields.ts';
import type { SendOutcome } from '#platforms/outgoing.ts';

/** Reddit answers 200 to what it refuses: `json.errors` says why, as a code, words and a field. */

const answerBody = z.object({
  json: z.object({
    errors: maybe(
      z.array(
        z.pipe(
          z.array(z.unknown()),
          z.transform(([code]) => String(code)),
        ),
      ),
    ),
    data: maybe(
      z.object({ things: maybe(z.array(z.object({ data: z.object({ name: maybe(idField), id: maybe(idField) }) }))) }),
    ),
    /** Seconds to wait, with RATELIMIT. */
    ratelimit: maybe(numberField),
  }),
});

/** A new account may write once in ten minutes. */
const RATE_SECONDS = 600;

const REDDIT_ERRORS: ErrorTable = {
  RATELIMIT: later('rate_limited', RATE_SECONDS),
  USER_REQUIRED: staleToken,
  THREAD_LOCKED: refused('thread_closed'),
  COMMENT_LOCKED: refused('thread_closed'),
  TOO_OLD: refused('thread_closed'),
  DELETED_COMMENT: refused('not_found'),
  DELETED_LINK: refused('not_found'),
  TOO_LONG: refused('too_long'),
  NO_TEXT: refused('invalid_request'),
  BAD_COMMENT: refused('invalid_request'),
  USER_BLOCKED: refused('recipient_unavailable', 'customer'),
  USER_BLOCKED_MESSAGE: refused('recipient_unavailable', 'customer'),
  NOT_WHITELISTED_BY_USER_MESSAGE: refused('recipient_unavailable', 'customer'),
  USER_DOESNT_EXIST: refused('recipient_unknown', 'customer'),
  NO_USER: refused('recipient_unknown', 'customer'),
  SUBREDDIT_NOTALLOWED: refused('forbidden'),
  BANNED_FROM_SUBREDDIT: refused('forbidden'),
  INVALID_USER: refused('account_restricted', 'account'),
  SOMETHING_IS_BROKEN: doubted('server_error'),
};

/**
 * Says what Reddit's answer means. No error and no thing is an answer that was swallowed: a filter, or somebody who has
 * blocked the account.
 */
export function readRedditResponse(response: ApiResponse): SendOutcome {
  if (!accepted(response)) return redditOutcome(response);
  const body = answerBody.safeParse(answerJson(response)).data?.json;
  if (!body) return { kind: 'doubtful', reason: 'answer_unreadable' };
  const [code] = body.errors ?? [];
  if (code !== undefined) return refusalOf(code, body.ratelimit, response);
  const thing = body.data?.things?.[0]?.data;
  const messageId = thing?.name ?? thing?.id;
  if (!messageId) return { kind: 'failed', reason: 'reply_blocked', platformCode: 'no_things' };
  return { kind: 'sent', messageId };
}

function refusalOf(code: string, waitSeconds: number | undefined, response: ApiResponse): Refusal {
  if (code === 'RATELIMIT' && waitSeconds !== undefined) return retry('rate_limited', response, Math.ceil(waitSeconds));
  // The status is 200, which says nothing of a code that is not known.
  return outcomeByCode(REDDIT_ERRORS, [code], { ...response, status: 400 });
}

/** What a refusal by status means: `x-ratelimit-reset` is seconds from now. */
export function redditOutcome(response: ApiResponse): Refusal {
  const reset = Number(response.headers['x-ratelimit-reset']);
  return response.status === 429
    ? retry('rate_limited', response, Number.isFinite(reset) ? Math.ceil(reset) : undefined)
    : outcomeByStatus(response);
}
