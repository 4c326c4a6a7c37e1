import { accountId, accountOf } from '#platforms/account.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { META_ERRORS } from '#platforms/meta-errors.ts';
import { readGraphResponse, talkOf } from '#platforms/meta-read-response.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Says what the answer means; a private reply goes on in Messenger, under the id that the customer has there. */
export function readFacebookResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  const page = accountOf('messenger', accountId(target.account));
  const opens = (customerId: string) => talkOf(page, 'messenger.dm', customerId);
  return readGraphResponse({ table: META_ERRORS, opens }, response, target);
}
