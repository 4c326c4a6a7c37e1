import { PermanentError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import { attachmentsOf, authorOrStranger, type Happening, isByPage, keysOf, lastPart } from './said.ts';

/** What customers write on and about a page. */

/** What differs between a comment, a post and a review. */
type Shape = Pick<Message, 'id' | 'channel' | 'text' | 'attachments' | 'threadKeys' | 'inReplyTo' | 'rating'>;

/** The channels of a page. */
export type PageChannel = 'facebook.comment' | 'facebook.post' | 'facebook.mention' | 'facebook.recommendation';

/**
 * What a customer says, or the page to the customer whom it answers.
 * @throws {PermanentError} `message_without_id`
 */
export function saidBy(happening: Happening, channel: PageChannel): Message {
  const { account, value, sentAt, receivedAt } = happening;
  const answered = isByPage(happening) ? value.answers?.id : undefined;
  const shape = channel === 'facebook.recommendation' ? reviewShape(happening) : wordShape(happening, channel);
  const author = authorOrStranger(value, shape.id);
  return {
    account,
    platform: 'facebook',
    visibility: 'public',
    ...shape,
    customerId: answered ?? author.id,
    direction: answered === undefined ? 'in' : 'out',
    author,
    sentAt: value.created_time ?? sentAt ?? receivedAt,
    receivedAt,
  };
}

/**
 * A comment, or a post by a visitor. All that one customer says under one post is one matter, so the post is a key of each
 * comment; a comment of a comment names its parent too, and one of the post itself names the post as its parent.
 */
function wordShape(happening: Happening, channel: PageChannel): Shape {
  const { value } = happening;
  const { comment_id, post_id, parent_id } = value;
  const id = comment_id ?? post_id;
  if (!id) throw new PermanentError('message_without_id');
  const inReplyTo = comment_id ? (parent_id ?? post_id) : undefined;
  const text = value.message || undefined;
  const threadKeys = keysOf(post_id, id, inReplyTo);
  return { id, channel, text, attachments: attachmentsOf(happening, value), threadKeys, inReplyTo };
}

/** A review: stars until 2018, a recommendation since, which has no stars and says yes or no beside its words. */
function reviewShape({ value }: Happening): Shape {
  const id = storyOf(value);
  if (!id) throw new PermanentError('message_without_id');
  const { recommendation_type: verdict, rating } = value;
  return {
    id,
    channel: 'facebook.recommendation',
    text: (value.review_text ?? value.message) || undefined,
    attachments: verdict === undefined ? [] : [{ type: `recommendation_${verdict.toLowerCase()}` }],
    rating: rating !== undefined && rating >= 1 && rating <= 5 ? Math.round(rating) : undefined,
    threadKeys: keysOf(id, value.post_id),
  };
}

/** The id of a review: its story, which is also the last part of the post that it is. */
export function storyOf({ open_graph_story_id, post_id }: Happening['value']): string | undefined {
  return open_graph_story_id ?? (post_id === undefined ? undefined : lastPart(post_id));
}
