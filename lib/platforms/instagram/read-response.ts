import type { ApiResponse } from '#platforms/api-call.ts';
import { doubted, type ErrorTable } from '#platforms/error-table.ts';
import { META_ERRORS } from '#platforms/meta-errors.ts';
import { readGraphResponse, talkOf } from '#platforms/meta-read-response.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Instagram says that a comment could not be read back, and has created it: a repeat would post it twice. */
export const INSTAGRAM_ERRORS: ErrorTable = { ...META_ERRORS, '20': doubted('created_all_the_same') };

/** Says what the answer means; a private reply goes on as a direct message. */
export function readInstagramResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  const opens =
    target.channel === 'instagram.dm'
      ? undefined
      : (customerId: string) => talkOf(target.account, 'instagram.dm', customerId);
  return readGraphResponse({ table: INSTAGRAM_ERRORS, opens }, response, target);
}
