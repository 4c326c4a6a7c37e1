import type { Direction } from '#domain/message.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { contentOf } from './content.ts';
import { amendmentOf, type Item, messageFrom } from './message.ts';
import { normaliseNotice, normaliseStatus } from './notice.ts';
import { type Changed, message, type WhatsAppValue, whatsAppPiece } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** Types of messages that say nothing a care team must answer. */
const IGNORED: Readonly<Record<string, string>> = {
  reaction: 'reaction',
  // A customer who opened the talk and has said nothing yet.
  request_welcome: 'talk_opened',
};

/** What WhatsApp says about a customer inside the talk. */
const SYSTEM: Readonly<Record<string, string>> = {
  user_changed_number: 'customer_number_changed',
  customer_changed_number: 'customer_number_changed',
  user_changed_user_id: 'customer_id_changed',
  user_identity_changed: 'customer_identity_changed',
  customer_identity_changed: 'customer_identity_changed',
};

/**
 * Reads one item of a WhatsApp delivery.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseWhatsApp(event: PlatformEvent, receivedAt: string): Normalised {
  const entry = whatsAppPiece.safeParse(event.payload).data?.entry[0];
  const change = entry?.changes[0];
  if (!change) return { kind: 'unknown', type: 'body' };
  const { value, field } = change;
  const read = (raw: Json, direction: Direction): Normalised => {
    const fields = message.parse(raw);
    const sentAt = isoFromEpoch(fields.timestamp) ?? isoFromEpoch(entry?.time) ?? receivedAt;
    return said(
      { account: event.account, eventId: event.id, direction, fields, contact: contactOf(value), sentAt, receivedAt },
      raw,
    );
  };
  if (value.messages) return read(value.messages[0], 'in');
  if (value.message_echoes) return read(value.message_echoes[0], 'out');
  return value.statuses ? normaliseStatus(value.statuses[0]) : normaliseNotice(field, value);
}

const contactOf = ({ contacts }: WhatsAppValue) => contacts?.[0];

function said(item: Item, raw: Json): Normalised {
  const { type, edit, revoke, system } = item.fields;
  if (type === 'edit' && edit) return edited(item, edit);
  if (type === 'revoke' && revoke) {
    const amendment = amendmentOf(item, changedId(revoke));
    return { kind: 'amendment', amendment: { ...amendment, id: 'deletion', kind: 'deletion' } };
  }
  if (type === 'system') return { kind: 'ignored', reason: SYSTEM[system?.type ?? ''] ?? 'system' };
  const reason = type !== undefined && Object.hasOwn(IGNORED, type) ? IGNORED[type] : permission(raw);
  if (reason) return { kind: 'ignored', reason };
  const content = contentOf(raw);
  return content
    ? { kind: 'message', message: messageFrom(item, content) }
    : { kind: 'unknown', type: type ? `messages.${type}` : 'messages' };
}

/** Whether the brand may call is no message. */
function permission({ interactive }: Json): string | undefined {
  const type = (interactive as { readonly type?: unknown } | undefined)?.type;
  return type === 'call_permission_reply' ? 'call_permission' : undefined;
}

function edited(item: Item, edit: Changed): Normalised {
  const content = edit.message && contentOf(edit.message);
  if (!content) return { kind: 'unknown', type: 'messages.edit' };
  // Each edit is a message with an id of its own.
  const id = `edit:${item.fields.id ?? item.sentAt}`;
  const amendment = amendmentOf(item, changedId(edit));
  return { kind: 'amendment', amendment: { ...amendment, id, kind: 'edit', text: content.text } };
}

const changedId = ({ original_message_id, message_id }: Changed): string | undefined =>
  original_message_id ?? message_id;
