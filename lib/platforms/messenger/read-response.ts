import type { ApiResponse } from '#platforms/api-call.ts';
import { META_ERRORS } from '#platforms/meta-errors.ts';
import { readGraphResponse } from '#platforms/meta-read-response.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Says what the Send API's answer means. */
export function readMessengerResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  return readGraphResponse({ table: META_ERRORS }, response, target);
}
