import { type Answered, characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/**
 * YouTube help, "Comments": 10,000 characters. The API names no figure and refuses with `commentTextTooLong`; UTF-16 units
 * are the stricter reading.
 */
export const answerRuleOfYoutube: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 10_000,
  unit: 'characters',
  measure: characters,
  /** `canReply` of the thread: comments are switched off, or its author has blocked the channel. */
  refuses: ({ answerWith }: Answered) => (answerWith?.['closed'] === 'true' ? 'thread_closed' : undefined),
};

/** Held for review, a comment is seen by nobody but the channel, which can release it. */
const hide: ReplyRule = { ...answerRuleOfYoutube, kind: 'hide' };

export const youtubeReplies: ReplyRules = { 'youtube.comment': [answerRuleOfYoutube, hide] };
