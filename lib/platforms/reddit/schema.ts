import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of Reddit's things (Reddit API, "Fullnames"): a comment is `t1`, a post `t3`, a private message `t4`. */

/** `false` for what was never edited, else epoch seconds; `true` for edits of before anybody kept the time. */
const edited = z.pipe(
  z.union([numberField, z.boolean()]),
  z.transform((at) => (typeof at === 'number' ? at : undefined)),
);

export const thing = z.object({
  name: maybe(idField),
  id: maybe(idField),
  author: maybe(z.string()),
  author_fullname: maybe(idField),
  /** Words of comments and messages, and of posts. */
  body: maybe(z.string()),
  body_html: maybe(z.string()),
  title: maybe(z.string()),
  selftext: maybe(z.string()),
  selftext_html: maybe(z.string()),
  subject: maybe(z.string()),
  subreddit: maybe(z.string()),
  parent_id: maybe(idField),
  link_id: maybe(idField),
  first_message_name: maybe(idField),
  /** The address of a comment in the inbox, which names the post where nothing else does. */
  context: maybe(z.string()),
  is_self: maybe(z.boolean()),
  post_hint: maybe(z.string()),
  url: maybe(z.string()),
  score: maybe(z.number()),
  num_comments: maybe(numberField),
  created_utc: maybe(numberField),
  edited: maybe(edited),
});

/** One thing as `split` hands it on. */
export const piece = z.object({
  kind: z.enum(['t1', 't3', 't4']),
  data: thing,
  change: maybe(z.enum(['edit', 'deletion'])),
});

/** A list, as far as polling needs it. */
export const listing = z.object({
  data: z.object({
    after: maybe(z.string()),
    children: z.array(z.object({ kind: maybe(z.string()), data: anyObject })),
  }),
});

export type Thing = z.infer<typeof thing>;
export type Piece = z.infer<typeof piece>;
