import { PermanentError } from '#domain/errors.ts';
import type { Amendment } from '#domain/message.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { customerOf, type Item, messageFrom, postbackFrom } from './message.ts';
import { messagingItem, messengerPiece } from './schema.ts';

/** Events that are known and say nothing a care team must answer (Messenger Platform, "Webhook events"). */
const IGNORED: Readonly<Record<string, string>> = {
  read: 'read_receipt',
  delivery: 'delivery_receipt',
  reaction: 'reaction',
  optin: 'opt_in',
  referral: 'referral',
  pass_thread_control: 'thread_handover',
  take_thread_control: 'thread_handover',
  request_thread_control: 'thread_handover',
  app_roles: 'thread_handover',
  account_linking: 'account_linking',
  policy_enforcement: 'policy_enforcement',
  'policy-enforcement': 'policy_enforcement',
};

/** Fields that every item has, so that what remains names its kind. */
const COMMON = new Set(['sender', 'recipient', 'timestamp', 'prior_message']);

/**
 * Reads one item of a Messenger delivery.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseMessenger(event: PlatformEvent, receivedAt: string): Normalised {
  const entry = messengerPiece.safeParse(event.payload).data?.entry[0];
  const raw = (entry?.messaging ?? entry?.standby)?.[0];
  if (!entry || !raw)
    return { kind: 'unknown', type: entry?.changes ? `changes.${entry.changes[0].field ?? ''}` : 'body' };
  const fields = messagingItem.parse(raw);
  const sentAt = isoFromEpoch(fields.timestamp) ?? isoFromEpoch(entry.time) ?? receivedAt;
  return normaliseItem({ account: event.account, fields, sentAt, receivedAt }, raw);
}

function normaliseItem(item: Item, raw: Readonly<Record<string, unknown>>): Normalised {
  const { message, message_edit: edit, postback } = item.fields;
  if (message?.is_deleted) return { kind: 'amendment', amendment: amendment(item, message.mid, { kind: 'deletion' }) };
  if (message) return { kind: 'message', message: messageFrom(item, message) };
  if (edit) {
    // Padded, so that edits of the same instant sort by their number.
    const id = `edit:${String(edit.num_edit ?? 0).padStart(9, '0')}`;
    return { kind: 'amendment', amendment: amendment(item, edit.mid, { kind: 'edit', id, text: edit.text }) };
  }
  if (postback) return { kind: 'message', message: postbackFrom(item, postback) };
  const type = Object.keys(raw).find((key) => !COMMON.has(key)) ?? 'messaging';
  const reason = Object.hasOwn(IGNORED, type) ? IGNORED[type] : undefined;
  return reason ? { kind: 'ignored', reason } : { kind: 'unknown', type };
}

function amendment(
  item: Item,
  mid: string | undefined,
  change:
    | { readonly kind: 'deletion' }
    | { readonly kind: 'edit'; readonly id: string; readonly text: string | undefined },
): Amendment {
  if (!mid) throw new PermanentError('message_without_id');
  return {
    account: item.account,
    platform: 'messenger',
    channel: 'messenger.dm',
    messageId: mid,
    customerId: customerOf(item),
    threadKeys: ['dm'],
    id: 'deletion',
    ...change,
    at: item.sentAt,
  };
}
