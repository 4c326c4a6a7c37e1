import * as z from 'zod/mini';
import { idField, maybe } from '#platforms/fields.ts';

/** What is read of Mastodon's entities Notification, Status and Account. */

const text = z.string().check(z.minLength(1));

export const author = z.object({
  id: idField,
  acct: maybe(text),
  username: maybe(text),
  display_name: maybe(text),
  followers_count: maybe(z.number()),
});

export const status = z.object({
  id: idField,
  /** HTML; of a status that its author has taken back, `text` is what was typed. */
  content: maybe(z.string()),
  text: maybe(z.string()),
  spoiler_text: maybe(z.string()),
  created_at: maybe(text),
  edited_at: maybe(text),
  visibility: maybe(text),
  language: maybe(text),
  in_reply_to_id: maybe(idField),
  account: maybe(author),
  /** What was passed on; then the words are its author's. */
  reblog: maybe(z.object({ id: idField })),
  media_attachments: maybe(
    z.array(z.object({ id: maybe(idField), type: maybe(text), url: maybe(text), remote_url: maybe(text) })),
  ),
  replies_count: maybe(z.number()),
  reblogs_count: maybe(z.number()),
  favourites_count: maybe(z.number()),
  quotes_count: maybe(z.number()),
});

export type Status = z.infer<typeof status>;

/** A notification; a request of somebody unknown and a conversation hold their last status. */
export const notification = z.object({
  id: maybe(idField),
  type: maybe(text),
  /** Who did it: of a mention who wrote it. */
  account: maybe(author),
  status: maybe(status),
  last_status: maybe(status),
});
