import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of X's two envelopes, and no more. Numeric ids exceed 2^53, so the `_str` fields come first. */

const media = z.object({ type: maybe(z.string()), media_url_https: maybe(z.string()), media_url: maybe(z.string()) });

const entities = maybe(
  z.object({
    media: maybe(z.array(media)),
    user_mentions: maybe(z.array(z.object({ id_str: maybe(idField), id: maybe(idField) }))),
  }),
);

/** A tweet of Account Activity (X docs, "Account Activity API: data objects"). */
export const tweet = z.object({
  id_str: maybe(idField),
  id: maybe(idField),
  text: maybe(z.string()),
  full_text: maybe(z.string()),
  extended_tweet: maybe(z.object({ full_text: maybe(z.string()), extended_entities: entities, entities })),
  extended_entities: entities,
  entities,
  user: maybe(anyObject),
  in_reply_to_status_id_str: maybe(idField),
  in_reply_to_status_id: maybe(idField),
  in_reply_to_user_id_str: maybe(idField),
  in_reply_to_user_id: maybe(idField),
  retweeted_status: maybe(anyObject),
  quoted_status: maybe(z.object({ user: maybe(anyObject) })),
  lang: maybe(z.string()),
  created_at: maybe(z.string()),
  timestamp_ms: maybe(numberField),
  favorite_count: maybe(numberField),
  reply_count: maybe(numberField),
  retweet_count: maybe(numberField),
  quote_count: maybe(numberField),
});

/** A post of X Activity (X docs, "X API v2 data dictionary: Post"). */
export const post = z.object({
  id: maybe(idField),
  author_id: maybe(idField),
  text: maybe(z.string()),
  note_tweet: maybe(z.object({ text: maybe(z.string()) })),
  conversation_id: maybe(idField),
  in_reply_to_tweet_id: maybe(idField),
  in_reply_to_user_id: maybe(idField),
  referenced_tweets: maybe(z.array(z.object({ type: maybe(z.string()), id: maybe(idField) }))),
  edit_history_tweet_ids: maybe(z.array(idField)),
  entities: maybe(z.object({ mentions: maybe(z.array(z.object({ id: maybe(idField) }))) })),
  attachments: maybe(z.object({ media_keys: maybe(z.array(z.string())) })),
  lang: maybe(z.string()),
  created_at: maybe(z.string()),
  public_metrics: maybe(
    z.object({
      like_count: maybe(numberField),
      reply_count: maybe(numberField),
      retweet_count: maybe(numberField),
      quote_count: maybe(numberField),
    }),
  ),
});

/** A direct message, the same in both envelopes. */
export const directMessage = z.object({
  type: maybe(z.string()),
  id: maybe(idField),
  created_timestamp: maybe(numberField),
  message_create: maybe(
    z.object({
      sender_id: maybe(idField),
      target: maybe(z.object({ recipient_id: maybe(idField) })),
      message_data: maybe(z.object({ text: maybe(z.string()), attachment: maybe(z.object({ media: maybe(media) })) })),
    }),
  ),
});

/** The expanded objects that may come with an X Activity event. Samples show them empty as often as not. */
const includes = z.object({
  users: maybe(z.array(z.unknown())),
  tweets: maybe(z.array(z.object({ id: maybe(idField), author_id: maybe(idField) }))),
  media: maybe(
    z.array(
      z.object({
        media_key: maybe(z.string()),
        type: maybe(z.string()),
        url: maybe(z.string()),
        preview_image_url: maybe(z.string()),
      }),
    ),
  ),
});

/** The inside of X Activity's envelope. */
export const activity = z.object({
  event_type: maybe(z.string()),
  payload: maybe(anyObject),
  includes: maybe(includes),
});

export type Tweet = z.infer<typeof tweet>;
export type ActivityPost = z.infer<typeof post>;
export type Includes = z.infer<typeof includes>;
export type Media = z.infer<typeof media>;
