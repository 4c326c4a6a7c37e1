import { graphemesOf } from '#platforms/graphemes.ts';
import { type ReplyRules, utf8Bytes } from '#platforms/reply-rules.ts';

/** What people take for a character: an emoji of many code points is one. */
const graphemes = (text: string): number => [...graphemesOf(text)].length;

/** Lexicon app.bsky.feed.post: `maxGraphemes` 300 and `maxLength` 3,000 bytes; posts are public, all of them. */
export const blueskyReplies: ReplyRules = {
  'bluesky.mention': [
    {
      kind: 'public_reply',
      visibility: 'public',
      maxLength: 300,
      unit: 'graphemes',
      measure: graphemes,
      splits: true,
      also: [{ maxLength: 3_000, unit: 'bytes', measure: utf8Bytes }],
    },
  ],
};
