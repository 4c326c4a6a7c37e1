import * as z from 'zod/mini';
import { maybe } from '#platforms/fields.ts';

/** What is read of Bluesky's lexicons: app.bsky.notification.listNotifications and app.bsky.feed.defs. */

const text = z.string().check(z.minLength(1));

/** A strong reference: a record in the version that was seen. */
const strongRef = z.object({ uri: text, cid: text });

const blob = maybe(z.object({ ref: maybe(z.object({ $link: maybe(text) })) }));

const media = z.object({
  images: maybe(z.array(z.object({ image: blob }))),
  video: blob,
});

/** app.bsky.feed.post */
export const post = z.object({
  $type: maybe(text),
  text: maybe(z.string()),
  createdAt: maybe(text),
  langs: maybe(z.array(z.string())),
  reply: maybe(z.object({ root: strongRef, parent: strongRef })),
  // `recordWithMedia` wraps what is attached once more.
  embed: maybe(z.object({ ...media.shape, media: maybe(media) })),
});

export type Post = z.infer<typeof post>;

/** A notification, or a post as threads and feeds show it: the same but for the reason. A bare record has a `value`. */
export const item = z.object({
  uri: text,
  cid: maybe(text),
  reason: maybe(text),
  indexedAt: maybe(text),
  record: maybe(post),
  value: maybe(post),
  author: maybe(
    z.object({
      did: text,
      handle: maybe(text),
      displayName: maybe(text),
      verification: maybe(z.object({ verifiedStatus: maybe(text) })),
    }),
  ),
  likeCount: maybe(z.number()),
  replyCount: maybe(z.number()),
  repostCount: maybe(z.number()),
  quoteCount: maybe(z.number()),
});

export type Item = z.infer<typeof item>;

/** A page of notifications. */
export const notifications = z.object({ notifications: z.array(z.unknown()), cursor: maybe(text) });
