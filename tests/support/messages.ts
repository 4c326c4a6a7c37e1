import { classifyText } from '#classifiers/embedded/classify.ts';
import type { Heard } from '#domain/fold.ts';
import type { Amendment, Message } from '#domain/message.ts';
import { readingOf } from '#domain/reading.ts';

/** Builders of domain values for tests; every field can be overridden. */

export const NOON = '2026-03-02T12:00:00.000Z';

/** An instant some minutes after noon. */
export const atMinute = (minutes: number): string => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();

export function customerMessage(given: Partial<Message> = {}): Message {
  const sentAt = given.sentAt ?? NOON;
  return {
    account: 'messenger:100',
    platform: 'messenger',
    channel: 'messenger.dm',
    visibility: 'private',
    id: 'm-1',
    threadKeys: ['dm'],
    customerId: 'customer-1',
    direction: 'in',
    author: { id: 'customer-1' },
    text: 'Where is my parcel?',
    attachments: [],
    sentAt,
    receivedAt: sentAt,
    ...given,
  };
}

export function brandMessage(given: Partial<Message> = {}): Message {
  return customerMessage({
    id: 'out-1',
    direction: 'out',
    author: { id: '100' },
    text: 'We are looking into it.',
    ...given,
  });
}

/** A message with its gist, ready to fold. */
export function heard(message: Message): Heard {
  if (message.direction === 'out') return { message };
  return { message, reading: readingOf(message, classifyText(message.text ?? ''), 0) };
}

export function edit(given: Partial<Amendment> = {}): Amendment {
  return {
    account: 'messenger:100',
    platform: 'messenger',
    channel: 'messenger.dm',
    messageId: 'm-1',
    threadKeys: ['dm'],
    id: 'edit-1',
    kind: 'edit',
    text: 'My parcel is on fire',
    at: atMinute(1),
    ...given,
  };
}
