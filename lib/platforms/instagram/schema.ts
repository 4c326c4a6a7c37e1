import * as z from 'zod/mini';
import { idField, maybe } from '#platforms/fields.ts';
import { flag, time } from '#platforms/meta-fields.ts';

/**
 * What is read of an Instagram account's changes (Graph API, "Webhooks reference: Instagram": `comments`, `live_comments`,
 * `mentions`), and no more. What was fetched of a mention is read by the same fields: a caption is the words of a post.
 */

const person = z.object({
  id: maybe(idField),
  username: maybe(z.string()),
  self_ig_scoped_id: maybe(idField),
});

const media = z.object({ id: maybe(idField), original_media_id: maybe(idField) });

export const changeValue = z.object({
  id: maybe(idField),
  comment_id: maybe(idField),
  parent_id: maybe(idField),
  media_id: maybe(idField),
  media: maybe(media),
  from: maybe(person),
  user: maybe(person),
  /** Ours: whom the account's own comment answers, once that was fetched. */
  answers: maybe(person),
  username: maybe(z.string()),
  text: maybe(z.string()),
  caption: maybe(z.string()),
  media_type: maybe(z.string()),
  media_url: maybe(z.string()),
  permalink: maybe(z.string()),
  timestamp: time,
  created_time: time,
  /** Ours: what an event only named was fetched. */
  fetched: flag,
});

export type ChangeValue = z.infer<typeof changeValue>;
