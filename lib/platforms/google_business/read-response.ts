import * as z from 'zod/mini';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, refused } from '#platforms/error-table.ts';
import { GOOGLE_ERRORS, googleOutcome } from '#platforms/google-errors.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { answerKey } from './normalise.ts';

const replyBody = z.object({ updateTime: z.string() });

/** What Google's words mean for reviews: only those of verified locations can be answered. */
export const GOOGLE_BUSINESS_ERRORS: ErrorTable = {
  ...GOOGLE_ERRORS,
  FAILED_PRECONDITION: refused('location_unverified', 'account'),
};

/** Says what the answer to an answer means. */
export function readGoogleBusinessResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) return googleOutcome(GOOGLE_BUSINESS_ERRORS, response);
  const time = replyBody.safeParse(answerJson(response)).data?.updateTime;
  return { kind: 'sent', messageId: time ? answerKey(target.customerId, time) : `reply:${target.replyKey}` };
}
