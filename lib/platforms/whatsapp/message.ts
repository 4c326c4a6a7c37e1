import { PermanentError } from '#domain/errors.ts';
import type { Amendment, Author, Direction, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Content } from './content.ts';
import type { Contact, WhatsAppMessage } from './schema.ts';

/** One message with what is known of the delivery around it. */
export interface Item {
  readonly account: string;
  /** Names the event in its account. */
  readonly eventId: string;
  readonly direction: Direction;
  readonly fields: WhatsAppMessage;
  readonly contact: Contact | undefined;
  readonly sentAt: string;
  readonly receivedAt: string;
}

/**
 * A message, or the echo of one that the brand sent in the WhatsApp Business app. One that comes without an id has that of
 * its event: a redelivery repeats it, and an answer goes to whoever wrote.
 * @throws {PermanentError} `message_without_customer`
 */
export function messageFrom(item: Item, { text, attachments }: Content): Message {
  const { account, direction, fields, sentAt, receivedAt } = item;
  const customerId = customerOf(item);
  if (!customerId) throw new PermanentError('message_without_customer');
  return {
    account,
    platform: 'whatsapp',
    ...placeOf(fields),
    id: fields.id ?? item.eventId,
    customerId,
    direction,
    author: direction === 'in' ? authorOf(customerId, item.contact) : { id: accountId(account) },
    text,
    attachments,
    inReplyTo: fields.context?.id,
    answerWith: fields.group_id ? { group_id: fields.group_id } : undefined,
    sentAt,
    receivedAt,
  };
}

/** What an edit and a deletion share. @throws {PermanentError} `message_without_id` */
export function amendmentOf(item: Item, messageId: string | undefined): Omit<Amendment, 'id' | 'kind'> {
  if (!messageId) throw new PermanentError('message_without_id');
  const { visibility: _visibility, ...place } = placeOf(item.fields);
  return {
    account: item.account,
    platform: 'whatsapp',
    ...place,
    messageId,
    customerId: customerOf(item),
    at: item.sentAt,
  };
}

/** In a group everybody reads what is said: to Earshot that is public. */
function placeOf({ group_id: group }: WhatsAppMessage) {
  return group
    ? ({ channel: 'whatsapp.group', visibility: 'public', threadKeys: [group] } as const)
    : ({ channel: 'whatsapp.dm', visibility: 'private', threadKeys: ['dm'] } as const);
}

/**
 * Who talks with the brand: by phone number where it is told, else by the id that is good for this business alone. Both
 * may be told; the number stays the name, so that a customer keeps theirs from before there were other ids.
 */
function customerOf({ direction, fields, contact }: Item): string | undefined {
  const { from, from_user_id, from_parent_user_id, to, to_user_id, recipient_user_id } = fields;
  const told = direction === 'in' ? (from ?? from_user_id) : (to ?? to_user_id ?? recipient_user_id);
  return told ?? contact?.wa_id ?? contact?.user_id ?? (direction === 'in' ? from_parent_user_id : undefined);
}

function authorOf(id: string, contact: Contact | undefined): Author {
  const { name, username } = contact?.profile ?? {};
  return { id, name, handle: username?.replace(/^@/, '') };
}
