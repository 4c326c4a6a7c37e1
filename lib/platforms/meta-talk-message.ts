import { PermanentError } from '#domain/errors.ts';
import type { Attachment, Message } from '#domain/message.ts';
import { repliedBy } from '#domain/reply.ts';
import { accountId } from './account.ts';
import { replyKeyFromMetadata, USER_REF_PREFIX } from './meta-reply-marks.ts';
import type { TalkItem, TalkMessage } from './meta-talk-schema.ts';

/** The messages of private talks with a page or an Instagram account. */

/** Whose talk it is. */
export interface TalkPlace {
  readonly platform: string;
  readonly channel: string;
}

/** The thread of a private talk: there is one with each customer. */
export const TALK = 'dm';

/** One item with what is known of the delivery around it. */
export interface Item extends TalkPlace {
  readonly account: string;
  /** Names the event in its account. */
  readonly eventId: string;
  readonly fields: TalkItem;
  readonly sentAt: string;
  readonly receivedAt: string;
}

/**
 * A message, or the echo of one the brand sent in its own inbox or through an app. Words that come without an id have that
 * of their event: a redelivery repeats it, and an answer goes to whoever said them.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function messageFrom(item: Item, message: TalkMessage): Message {
  const isEmpty = !message.text && !message.attachments?.length;
  if (!message.mid && isEmpty) throw new PermanentError('message_without_id');
  return {
    ...frame(item, isOwn(item) ? 'out' : 'in'),
    id: message.mid ?? item.eventId,
    text: message.text || undefined,
    attachments: message.is_unsupported ? [{ type: 'unsupported' }] : attachmentsOf(message),
    inReplyTo: message.reply_to?.mid,
    ...(isOwn(item) && repliedBy(replyKeyFromMetadata(message.metadata))),
  };
}

/**
 * A pressed button, which speaks for the customer: its title is the text, or what it sends, where an older version of the
 * API tells no title. Without a `mid` the id is made of who pressed
 * and when, so a redelivery gives the same.
 * @throws {PermanentError} `message_without_customer`
 */
export function postbackFrom(item: Item, postback: NonNullable<TalkItem['postback']>): Message {
  const message = frame(item, 'in');
  const id = postback.mid ?? `postback:${message.customerId}:${Date.parse(item.sentAt)}`;
  return { ...message, id, text: (postback.title ?? postback.payload) || undefined, attachments: [] };
}

/**
 * What a customer wrote beside the marks of a survey; undefined when there are marks alone. Meta gives it no id.
 * @throws {PermanentError} `message_without_customer`
 */
export function feedbackFrom(item: Item, feedback: NonNullable<TalkItem['messaging_feedback']>): Message | undefined {
  const answers = feedback.feedback_screens.flatMap(({ questions }) => Object.values(questions ?? {}));
  const text = answers.flatMap((answer) => answer?.follow_up?.payload || []).join('\n');
  if (text === '') return undefined;
  const message = frame(item, 'in');
  return { ...message, id: `feedback:${message.customerId}:${Date.parse(item.sentAt)}`, text, attachments: [] };
}

/** Who talks with the brand: the other one of sender and recipient. */
export function customerOf(item: Item): string | undefined {
  const { sender, recipient } = item.fields;
  const own = accountId(item.account);
  const [first, second] = isOwn(item) ? [recipient, sender] : [sender, recipient];
  const id = [first?.id, second?.id].find((party) => party !== undefined && party !== own);
  const reference = first?.user_ref ?? second?.user_ref;
  return id ?? (reference ? `${USER_REF_PREFIX}${reference}` : undefined);
}

/** True for the brand's own words: an echo, whether or not it says so. */
function isOwn({ account, fields }: Item): boolean {
  return fields.message?.is_echo === true || fields.sender?.id === accountId(account);
}

type Frame = Omit<Message, 'id' | 'text' | 'attachments'>;

function frame(item: Item, direction: Message['direction']): Frame {
  const customerId = customerOf(item);
  if (!customerId) throw new PermanentError('message_without_customer');
  const { account, platform, channel, sentAt, receivedAt } = item;
  return {
    account,
    platform,
    channel,
    visibility: 'private',
    threadKeys: [TALK],
    customerId,
    direction,
    author: { id: direction === 'in' ? customerId : accountId(account) },
    sentAt,
    receivedAt,
  };
}

/**
 * What a message carries. Stickers came as `image` with a `sticker_id` until August 2026 and come as `sticker` since: both
 * read as stickers. The story that is answered goes with it: its address is all there is of it, and only for a day.
 */
function attachmentsOf({ attachments = [], sticker_id, reply_to }: TalkMessage): readonly Attachment[] {
  const own = attachments.map(({ type, url, payload }) => ({
    type: (payload?.sticker_id ?? sticker_id) ? 'sticker' : (type ?? 'unknown'),
    url: payload?.url ?? url,
  }));
  return reply_to?.story ? [...own, { type: 'story', url: reply_to.story.url }] : own;
}
