import { PermanentError } from '#domain/errors.ts';
import type { Amendment } from '#domain/message.ts';
import type { Normalised, PlatformEvent } from './event.ts';
import {
  customerOf,
  feedbackFrom,
  type Item,
  messageFrom,
  postbackFrom,
  TALK,
  type TalkPlace,
} from './meta-talk-message.ts';
import { talkItem, talkPiece } from './meta-talk-schema.ts';

/** Events that are known and say nothing a care team must answer ("Webhook events"). */
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
  response_feedback: 'response_feedback',
  messaging_feedback: 'feedback_without_words',
};

/** Fields that every item has, so that what remains names its kind. */
const COMMON = new Set(['sender', 'recipient', 'timestamp', 'prior_message', 'hop_context']);

/**
 * Reads an event of a private talk; undefined when the event is of another kind.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseTalk(event: PlatformEvent, place: TalkPlace, receivedAt: string): Normalised | undefined {
  const entry = talkPiece.safeParse(event.payload).data?.entry[0];
  const raw = (entry?.messaging ?? entry?.standby)?.[0];
  if (!entry || !raw) return undefined;
  const fields = talkItem.parse(raw);
  const sentAt = fields.timestamp ?? entry.time ?? receivedAt;
  return normaliseItem({ ...place, account: event.account, eventId: event.id, fields, sentAt, receivedAt }, raw);
}

function normaliseItem(item: Item, raw: Readonly<Record<string, unknown>>): Normalised {
  const { message, message_edit: edit, postback, messaging_feedback: feedback } = item.fields;
  if (message?.is_self) return { kind: 'ignored', reason: 'own_message' };
  if (message?.is_deleted) return { kind: 'amendment', amendment: amendment(item, message.mid, { kind: 'deletion' }) };
  if (message) return { kind: 'message', message: messageFrom(item, message) };
  if (edit) {
    // Padded, so that edits of the same instant sort by their number.
    const id = `edit:${String(edit.num_edit ?? 0).padStart(9, '0')}`;
    return { kind: 'amendment', amendment: amendment(item, edit.mid, { kind: 'edit', id, text: edit.text }) };
  }
  if (postback) return { kind: 'message', message: postbackFrom(item, postback) };
  const words = feedback && feedbackFrom(item, feedback);
  if (words) return { kind: 'message', message: words };
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
  const { account, platform, channel, sentAt: at } = item;
  const customerId = customerOf(item);
  return { account, platform, channel, messageId: mid, customerId, threadKeys: [TALK], id: 'deletion', ...change, at };
}
