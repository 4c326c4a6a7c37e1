import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import type { Planned } from '#local/demo/plan.ts';

/** What else arrives at a webhook: receipts and likes, events that nobody can read, and forgeries. */

const page = BRAND_ACCOUNTS.messenger;
const brand = BRAND_ACCOUNTS.x;

/** A read receipt or a follow: known, and no words. */
export function withoutWords(atMinute: number, number: number, startMs: number): Planned {
  const timestamp = startMs + atMinute * 60_000 + number;
  const customer = String(7_000_000 + number);
  const messaging = [{ sender: { id: customer }, recipient: { id: page }, timestamp, read: { watermark: timestamp } }];
  const receipt = { object: 'page', entry: [{ id: page, time: timestamp, messaging }] };
  const follow = {
    for_user_id: brand,
    follow_events: [
      { type: 'follow', created_timestamp: String(timestamp), source: { id: customer }, target: { id: brand } },
    ],
  };
  const events = [{ intent: 'without_words' as const }];
  return number % 2 === 0
    ? { atMinute, platform: 'messenger', payload: receipt, events }
    : { atMinute, platform: 'x', payload: follow, events };
}

/** A message without a customer, or one without a sender: verified, and unreadable for ever. */
export function poison(atMinute: number, number: number): Planned {
  const events = [{ intent: 'poison' as const }];
  const nobody = {
    type: 'message.created',
    timestamp: '2026-03-02T00:00:00Z',
    data: { id: `poison-${number}`, text: 'nobody wrote this' },
  };
  const senderless = {
    for_user_id: brand,
    direct_message_events: [{ type: 'message_create', id: `poison-${number}`, message_create: {} }],
  };
  return number % 2 === 0
    ? { atMinute, platform: 'standard', payload: nobody, events }
    : { atMinute, platform: 'x', payload: senderless, events };
}
