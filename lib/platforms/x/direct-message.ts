import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised } from '#platforms/event.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import type { PostContext } from './post.ts';
import { attachment, wordsOf } from './read-post.ts';
import { directMessage } from './schema.ts';
import { findAuthor } from './users.ts';

/**
 * Reads a direct message, the same in both envelopes, with the map of users that came with it.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseDirectMessage(value: unknown, users: unknown, context: PostContext): Normalised {
  const fields = directMessage.safeParse(value).data;
  const create = fields?.message_create;
  if (!fields || !create) return { kind: 'unknown', type: `${context.type}.${fields?.type ?? ''}` };
  if (!fields.id) throw new PermanentError('message_without_id');
  const { sender_id: sender, message_data: data } = create;
  const brand = accountId(context.account);
  const customerId = sender === brand ? create.target?.recipient_id : sender;
  if (!sender || !customerId) throw new PermanentError('message_without_customer');
  if (customerId === brand) return { kind: 'ignored', reason: 'own_message' };
  return {
    kind: 'message',
    message: {
      account: context.account,
      platform: 'x',
      channel: 'x.dm',
      visibility: 'private',
      id: fields.id,
      threadKeys: ['dm'],
      customerId,
      direction: sender === brand ? 'out' : 'in',
      author: findAuthor(users, sender),
      text: wordsOf(data?.text) || undefined,
      attachments: data?.attachment?.media ? [attachment(data.attachment.media)] : [],
      sentAt: isoFromEpoch(fields.created_timestamp) ?? context.receivedAt,
      receivedAt: context.receivedAt,
    },
  };
}
