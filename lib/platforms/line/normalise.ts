import { PermanentError } from '#domain/errors.ts';
import type { Amendment } from '#domain/message.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asObject } from '#platforms/fields.ts';
import { messageFrom, pressedButton, type Room, talkOf, timeOf } from './message.ts';
import { type LineEvent, linePiece } from './schema.ts';

/** Events that are known and say nothing a care team must answer (Messaging API reference, "Webhook event objects"). */
const IGNORED: Readonly<Record<string, string>> = {
  follow: 'follow',
  unfollow: 'unfollow',
  join: 'membership',
  leave: 'membership',
  memberJoined: 'membership',
  memberLeft: 'membership',
  membership: 'membership',
  videoPlayComplete: 'video_viewed',
  beacon: 'beacon',
  accountLink: 'account_linking',
  things: 'device',
  module: 'channel_state',
  activated: 'channel_state',
  deactivated: 'channel_state',
  botSuspended: 'channel_state',
  botResumed: 'channel_state',
  delivery: 'delivery_receipt',
};

/** Who spoke in the test events of older consoles. */
const TESTER = /^Udeadbeef(deadbeef)*$/;

/**
 * Reads one event of a LINE delivery.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseLine({ account, id: eventId, payload }: PlatformEvent, receivedAt: string): Normalised {
  const events = asObject(payload)?.['events'];
  if (Array.isArray(events) && events.length === 0) return { kind: 'ignored', reason: 'verification' };
  const event = linePiece.safeParse(payload).data?.events[0];
  const type = event?.type ?? 'body';
  if (!event) return { kind: 'unknown', type };
  if (TESTER.test(event.source?.userId ?? '')) return { kind: 'ignored', reason: 'test_event' };
  const reason = Object.hasOwn(IGNORED, type) ? IGNORED[type] : undefined;
  return reason ? { kind: 'ignored', reason } : said(event, type, { account, eventId, receivedAt });
}

function said(event: LineEvent, type: string, room: Room): Normalised {
  const { message, postback, unsend } = event;
  if (type === 'message' && message) return { kind: 'message', message: messageFrom(event, message, room) };
  if (type === 'messageEdited' && message) {
    // Padded, so that edits of the same message sort by their time.
    const change = {
      kind: 'edit',
      id: `edit:${String(event.timestamp ?? 0).padStart(15, '0')}`,
      text: message.text,
    } as const;
    return amendment(event, message.id, { ...change, room });
  }
  if (type === 'unsend' && unsend)
    return amendment(event, unsend.messageId, { kind: 'deletion', id: 'deletion', room });
  if (type === 'postback' && postback) {
    // A menu was leafed through.
    if (postback.params?.['newRichMenuAliasId'] !== undefined) return { kind: 'ignored', reason: 'menu_switch' };
    return { kind: 'message', message: pressedButton(event, room) };
  }
  return { kind: 'unknown', type };
}

type Change = Pick<Amendment, 'kind' | 'id' | 'text'> & { readonly room: Room };

function amendment(event: LineEvent, messageId: string | undefined, { room, ...change }: Change): Normalised {
  if (!messageId) throw new PermanentError('message_without_id');
  const { channel, threadKeys, customerId } = talkOf(event);
  const place = { account: room.account, platform: 'line', channel, threadKeys, customerId };
  return { kind: 'amendment', amendment: { ...place, messageId, ...change, at: timeOf(event, room) } };
}
