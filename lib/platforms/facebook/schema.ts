import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';
import { time } from '#platforms/meta-fields.ts';

/**
 * What is read of a page's changes (Graph API, "Webhooks reference: page": `feed`, `mention`, `ratings`), and no more. Until
 * version 2.11 of the API the author was `sender_id` and `sender_name`; reviews name a reviewer.
 */

const party = z.object({ id: maybe(idField), name: maybe(z.string()) });

export const feedValue = z.object({
  item: maybe(z.string()),
  verb: maybe(z.string()),
  from: maybe(party),
  /** Ours: whom the page's own comment answers, once that was fetched. */
  answers: maybe(party),
  sender_id: maybe(idField),
  sender_name: maybe(z.string()),
  reviewer_id: maybe(idField),
  reviewer_name: maybe(z.string()),
  post_id: maybe(idField),
  comment_id: maybe(idField),
  parent_id: maybe(idField),
  open_graph_story_id: maybe(idField),
  message: maybe(z.string()),
  review_text: maybe(z.string()),
  rating: maybe(numberField),
  recommendation_type: maybe(z.string()),
  created_time: time,
  edited_time: time,
  photo: maybe(z.string()),
  video: maybe(z.string()),
  link: maybe(z.string()),
  photos: maybe(z.array(z.string())),
  /** What else a comment carries, such as a sticker (Graph API, "Comment"). */
  attachment: maybe(
    z.object({
      type: maybe(z.string()),
      url: maybe(z.string()),
      media: maybe(z.object({ image: maybe(z.object({ src: maybe(z.string()) })) })),
    }),
  ),
});

export type FeedValue = z.infer<typeof feedValue>;
