import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, outcomeByCode, type Refusal, refused } from '#platforms/error-table.ts';
import { asId, asObject } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Mastodon has no codes: an error is its HTTP status and a sentence in the language of the instance. */

const MASTODON_ERRORS: ErrorTable = {
  '403': refused('forbidden', 'account'),
  '404': refused('not_found'),
  '410': refused('not_found'),
  '422': refused('invalid_request'),
};

/** The limits' reset is a date here: `x-ratelimit-reset: 2026-03-02T12:05:00.000000Z`. */
function withReset(response: ApiResponse): ApiResponse {
  const { headers } = response;
  const seconds = Date.parse(headers['x-ratelimit-reset'] ?? '') / 1000;
  return Number.isNaN(seconds)
    ? response
    : { ...response, headers: { ...headers, 'x-rate-limit-reset': String(seconds) } };
}

/** What a refusal means. */
export function mastodonRefusal(response: ApiResponse): Refusal {
  const code = String(response.status);
  const told = withReset(response);
  return Object.hasOwn(MASTODON_ERRORS, code) ? outcomeByCode(MASTODON_ERRORS, [code], told) : outcomeByStatus(told);
}

/** A direct message to somebody who wrote in public begins a talk of its own: its answers name it. */
export function readMastodonResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) return mastodonRefusal(response);
  const messageId = asId(asObject(answerJson(response))?.['id']) ?? `reply:${target.replyKey}`;
  const { channel, visibility, account, customerId } = target;
  if (channel !== 'mastodon.mention' || visibility === 'public') return { kind: 'sent', messageId };
  const opens = { account, channel: 'mastodon.direct', customerId, threadKeys: [messageId] };
  return { kind: 'sent', messageId, opens };
}
