import { PermanentError } from '#domain/errors.ts';
import type { Attachment, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import { replyIdFromMetadata, USER_REF_PREFIX } from './reply-marks.ts';
import type { MessagingItem, MessengerMessage } from './schema.ts';

/** One item with what is known of the delivery around it. */
export interface Item {
  readonly account: string;
  readonly fields: MessagingItem;
  readonly sentAt: string;
  readonly receivedAt: string;
}

/**
 * A message, or the echo of one the page sent in its own inbox or through an app.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function messageFrom(item: Item, message: MessengerMessage): Message {
  if (!message.mid) throw new PermanentError('message_without_id');
  return {
    ...frame(item, message.is_echo ? 'out' : 'in'),
    id: message.mid,
    text: message.text || undefined,
    attachments: message.is_unsupported ? [{ type: 'unsupported' }] : attachmentsOf(message),
    inReplyTo: message.reply_to?.mid,
    replyId: message.is_echo ? replyIdFromMetadata(message.metadata) : undefined,
  };
}

/**
 * A pressed button, which speaks for the customer: its title is the text. Without a `mid` the id is made of who pressed
 * and when, so a redelivery gives the same.
 * @throws {PermanentError} `message_without_customer`
 */
export function postbackFrom(item: Item, postback: NonNullable<MessagingItem['postback']>): Message {
  const message = frame(item, 'in');
  const id = postback.mid ?? `postback:${message.customerId}:${item.fields.timestamp ?? item.sentAt}`;
  return { ...message, id, text: postback.title || undefined, attachments: [] };
}

/** Who talks with the page: the other one of sender and recipient. */
export function customerOf({ account, fields }: Item): string | undefined {
  const page = accountId(account);
  const echo = fields.message?.is_echo === true;
  const [first, second] = echo ? [fields.recipient, fields.sender] : [fields.sender, fields.recipient];
  const id = [first?.id, second?.id].find((party) => party !== undefined && party !== page);
  const reference = first?.user_ref ?? second?.user_ref;
  return id ?? (reference ? `${USER_REF_PREFIX}${reference}` : undefined);
}

type Frame = Omit<Message, 'id' | 'text' | 'attachments'>;

function frame(item: Item, direction: Message['direction']): Frame {
  const customerId = customerOf(item);
  if (!customerId) throw new PermanentError('message_without_customer');
  return {
    account: item.account,
    platform: 'messenger',
    channel: 'messenger.dm',
    visibility: 'private',
    threadKeys: ['dm'],
    customerId,
    direction,
    author: { id: direction === 'in' ? customerId : accountId(item.account) },
    sentAt: item.sentAt,
    receivedAt: item.receivedAt,
  };
}

/** Stickers came as `image` with a `sticker_id` until August 2026 and come as `sticker` since: both read as stickers. */
function attachmentsOf(message: MessengerMessage): readonly Attachment[] {
  return (message.attachments ?? []).map(({ type, url, payload }) => ({
    type: (payload?.sticker_id ?? message.sticker_id) ? 'sticker' : (type ?? 'unknown'),
    url: payload?.url ?? url,
  }));
}
