import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, refused } from '#platforms/error-table.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { GOOGLE_ERRORS, googleOutcome } from '#platforms/google-errors.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** YouTube Data API, "Errors": of `comments.insert`, `comments.setModerationStatus` and `commentThreads.list`. */
export const YOUTUBE_ERRORS: ErrorTable = {
  ...GOOGLE_ERRORS,
  commentTextTooLong: refused('too_long'),
  commentTextRequired: refused('invalid_request'),
  invalidCommentMetadata: refused('invalid_request'),
  operationNotSupported: refused('reply_restricted'),
  parentCommentIsPrivate: refused('reply_restricted'),
  parentIdMissing: refused('invalid_request'),
  parentCommentNotFound: refused('not_found'),
  commentNotFound: refused('not_found'),
  videoNotFound: refused('not_found'),
  channelNotFound: refused('account_not_found', 'account'),
  commentsDisabled: refused('comments_disabled'),
  forbidden: refused('forbidden'),
  ineligibleAccount: refused('account_without_channel', 'account'),
  authenticatedUserAccountClosed: refused('account_closed', 'account'),
  authenticatedUserAccountSuspended: refused('account_suspended', 'account'),
  youtubeSignupRequired: refused('account_without_channel', 'account'),
  // The docs: "may be temporary", and refused before anything was written.
  processingFailure: later('processing_failure', 60),
};

/** Says what YouTube's answer means; moderating answers 204 with no body. */
export function readYoutubeResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) return googleOutcome(YOUTUBE_ERRORS, response);
  if (target.hide) return { kind: 'sent', messageId: target.inReplyTo };
  const id = asId(asObject(answerJson(response))?.['id']);
  return { kind: 'sent', messageId: id ?? `reply:${target.replyKey}` };
}
