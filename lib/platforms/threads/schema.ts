import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of Threads' webhook events (Threads API, "Webhooks"), and no more. */

const named = maybe(z.object({ id: maybe(idField) }));

const file = z.object({
  media_type: maybe(z.string()),
  media_url: maybe(z.string()),
  thumbnail_url: maybe(z.string()),
});

const media = z.object({
  id: maybe(idField),
  username: maybe(z.string()),
  text: maybe(z.string()),
  timestamp: maybe(z.string()),
  deleted_at: maybe(z.string()),
  ...file.shape,
  gif_url: maybe(z.string()),
  children: maybe(
    z.union([
      z.array(file),
      z.pipe(
        z.object({ data: z.array(file) }),
        z.transform(({ data }) => data),
      ),
    ]),
  ),
  is_reply: maybe(z.boolean()),
  is_reply_owned_by_me: maybe(z.boolean()),
  is_verified: maybe(z.boolean()),
  replied_to: named,
  root_post: maybe(z.object({ id: maybe(idField), owner_id: maybe(idField), username: maybe(z.string()) })),
});

/** A delivery cut down to one value. */
export const threadsPiece = z.object({
  time: maybe(numberField),
  values: z.object({ field: maybe(z.string()), value: maybe(media) }),
});

export type Media = z.infer<typeof media>;
