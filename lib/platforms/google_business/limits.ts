import { type ReplyRule, type ReplyRules, utf8Bytes } from '#platforms/reply-rules.ts';

/** My Business API v4, `ReviewReply.comment`: 4,096 bytes. */
export const answerRule: ReplyRule = {
  kind: 'review_answer',
  visibility: 'public',
  maxLength: 4_096,
  unit: 'bytes',
  measure: utf8Bytes,
};

export const googleBusinessReplies: ReplyRules = { 'google_business.review': [answerRule] };
