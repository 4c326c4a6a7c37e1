import { graphemesOf } from '#platforms/graphemes.ts';
import { codePoints, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

/**
 * Threads API, "Posts": 500 characters, in which an emoji counts as many as it has bytes in UTF-8. What a character is the
 * docs do not say; code points are the stricter reading.
 */
export function threadsLength(text: string): number {
  let length = 0;
  for (const { segment } of graphemesOf(text)) {
    length += EMOJI.test(segment) ? Buffer.byteLength(segment, 'utf8') : codePoints(segment);
  }
  return length;
}

export const postRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 500,
  unit: 'characters, emoji in bytes',
  measure: threadsLength,
  splits: true,
};

/** Reply management, "Hide replies": replies to the post itself; what stands below them goes with them. */
const hideRule: ReplyRule = {
  ...postRule,
  kind: 'hide',
  refuses: ({ answerWith }) => (answerWith?.['nested'] ? 'only_top_level_replies' : undefined),
};

/** Threads has no private messages by API. */
export const threadsReplies: ReplyRules = {
  'threads.reply': [postRule, hideRule],
  'threads.mention': [postRule],
};
