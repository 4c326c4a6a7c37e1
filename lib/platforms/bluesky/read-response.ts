import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, type Refusal, refused, staleToken } from '#platforms/error-table.ts';
import { asId, asObject } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** AT Protocol, "HTTP API (XRPC)": what went wrong is in `error`, a word; `message` is for people. */

const BLUESKY_ERRORS: ErrorTable = {
  ExpiredToken: staleToken,
  InvalidToken: staleToken,
  AuthMissing: staleToken,
  AuthenticationRequired: staleToken,
  RateLimitExceeded: later('rate_limited'),
  NotEnoughResources: later('unavailable'),
  UpstreamFailure: later('unavailable'),
  UpstreamTimeout: later('unavailable'),
  AccountTakedown: refused('account_suspended', 'account'),
  AccountDeactivated: refused('account_suspended', 'account'),
  RepoTakendown: refused('account_suspended', 'account'),
  RepoDeactivated: refused('account_suspended', 'account'),
  RepoNotFound: refused('account_unknown', 'account'),
  ScopeMissingError: refused('permission_missing', 'account'),
  InvalidRequest: refused('invalid_request'),
  InvalidSwap: refused('invalid_request'),
  BlobTooLarge: refused('invalid_request'),
};

/** The limits of Bluesky come as `ratelimit-reset`, epoch seconds. */
function withReset(response: ApiResponse): ApiResponse {
  const { headers } = response;
  return { ...response, headers: { ...headers, 'x-rate-limit-reset': headers['ratelimit-reset'] } };
}

/** What a refusal means; a 5xx may have been applied, whatever it names. */
export function blueskyRefusal(response: ApiResponse): Refusal {
  const code = asId(asObject(answerJson(response))?.['error']);
  const told = withReset(response);
  const isKnown = code !== undefined && (response.status < 500 || code.startsWith('Upstream'));
  return isKnown ? outcomeByCode(BLUESKY_ERRORS, [code], told) : outcomeByStatus(told, code);
}

/** A post is known by its address, `at://<did>/app.bsky.feed.post/<key>`. */
export function readBlueskyResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) return blueskyRefusal(response);
  const uri = asId(asObject(answerJson(response))?.['uri']);
  return { kind: 'sent', messageId: uri ?? `reply:${target.replyKey}` };
}
