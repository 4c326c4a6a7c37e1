import type { Attachment } from '#domain/message.ts';
import { textOfEscaped } from '#platforms/html-text.ts';
import { isoFromEpoch, isoFromText } from '#platforms/time.ts';
import { languageOf, type Post } from './post.ts';
import {
  type ActivityPost,
  type Includes,
  type Media,
  post as postFields,
  type Tweet,
  tweet as tweetFields,
} from './schema.ts';
import { findAuthor, readAuthor } from './users.ts';

/** Reads a tweet of Account Activity; `undefined` when the value is no object. */
export function readTweet(value: unknown): Post | undefined {
  const fields = tweetFields.safeParse(value).data;
  if (!fields) return undefined;
  return {
    id: fields.id_str ?? fields.id,
    author: readAuthor(fields.user),
    // `text` ends in an ellipsis when the tweet is longer than 140 characters.
    text: wordsOf(fields.extended_tweet?.full_text ?? fields.full_text ?? fields.text),
    attachments: tweetMedia(fields).map(attachment),
    language: languageOf(fields.lang),
    parentId: fields.in_reply_to_status_id_str ?? fields.in_reply_to_status_id,
    answeredUserId: fields.in_reply_to_user_id_str ?? fields.in_reply_to_user_id,
    mentionedIds:
      (fields.extended_tweet?.entities ?? fields.entities)?.user_mentions?.flatMap(
        ({ id_str, id }) => id_str ?? id ?? [],
      ) ?? [],
    quotedUserId: fields.quoted_status && readAuthor(fields.quoted_status.user)?.id,
    conversationId: undefined,
    earlierIds: [],
    repost: fields.retweeted_status !== undefined,
    engagement: total(fields.favorite_count, fields.reply_count, fields.retweet_count, fields.quote_count),
    sentAt: isoFromText(fields.created_at) ?? isoFromEpoch(fields.timestamp_ms),
  };
}

/** Reads a post of X Activity; `undefined` when the value is no object. */
export function readPost(value: unknown, includes: Includes | undefined): Post | undefined {
  const fields = postFields.safeParse(value).data;
  if (!fields) return undefined;
  const parentId = fields.in_reply_to_tweet_id ?? referenced(fields, 'replied_to');
  return {
    id: fields.id,
    author: fields.author_id ? findAuthor(includes?.users, fields.author_id) : undefined,
    text: wordsOf(fields.note_tweet?.text ?? fields.text),
    attachments: postMedia(fields, includes),
    language: languageOf(fields.lang),
    parentId,
    answeredUserId: fields.in_reply_to_user_id ?? authorOf(parentId, includes),
    mentionedIds: fields.entities?.mentions?.flatMap(({ id }) => id ?? []) ?? [],
    quotedUserId: authorOf(referenced(fields, 'quoted'), includes),
    conversationId: fields.conversation_id,
    earlierIds: fields.edit_history_tweet_ids ?? [],
    repost: referenced(fields, 'retweeted') !== undefined,
    engagement: reactionsTo(fields),
    sentAt: isoFromText(fields.created_at),
  };
}

/** X sends words with `&`, `<` and `>` escaped, in posts and in direct messages, whatever its documentation says. */
export const wordsOf = (text: string | undefined): string | undefined => text && textOfEscaped(text);

/** The sum of the counts that were sent; undefined when none was. */
function total(...counts: readonly (number | undefined)[]): number | undefined {
  const sent = counts.filter((count) => count !== undefined);
  return sent.length > 0 ? sent.reduce((sum, count) => sum + count, 0) : undefined;
}

function reactionsTo({ public_metrics: metrics }: ActivityPost): number | undefined {
  return total(metrics?.like_count, metrics?.reply_count, metrics?.retweet_count, metrics?.quote_count);
}

function referenced(fields: ActivityPost, type: string): string | undefined {
  return fields.referenced_tweets?.find((reference) => reference.type === type)?.id;
}

function authorOf(postId: string | undefined, includes: Includes | undefined): string | undefined {
  return postId ? includes?.tweets?.find(({ id }) => id === postId)?.author_id : undefined;
}

/** `extended_entities` lists every photo; `entities` only the first. */
function tweetMedia({ extended_tweet: long, extended_entities: extended, entities }: Tweet): readonly Media[] {
  return long?.extended_entities?.media ?? long?.entities?.media ?? extended?.media ?? entities?.media ?? [];
}

/** Reads a media object of Account Activity. */
export function attachment({ type, media_url_https: secure, media_url: plain }: Media): Attachment {
  return { type: type ?? 'media', url: secure ?? plain };
}

function postMedia({ attachments }: ActivityPost, includes: Includes | undefined): readonly Attachment[] {
  return (attachments?.media_keys ?? []).map((key) => {
    const found = includes?.media?.find((candidate) => candidate.media_key === key);
    return { type: found?.type ?? 'media', url: found?.url ?? found?.preview_image_url };
  });
}
