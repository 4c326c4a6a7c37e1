import { describe, expect, test } from 'vitest';
import { type Amendment, amended, amending, type Message } from '#domain/message.ts';

const message: Message = {
  account: 'google_play:app',
  platform: 'google_play',
  channel: 'google_play.review',
  visibility: 'public',
  id: 'review-1',
  threadKeys: ['review-1'],
  customerId: 'review-1',
  direction: 'in',
  author: { id: 'review-1' },
  text: 'It stopped working',
  attachments: [],
  rating: 2,
  sentAt: '2026-11-22T10:00:00.000Z',
  receivedAt: '2026-11-22T10:00:00.000Z',
};

function edit(changes: Partial<Amendment> = {}): Amendment {
  const { account, platform, channel, threadKeys, text, sentAt: at } = message;
  return {
    account,
    platform,
    channel,
    threadKeys,
    messageId: message.id,
    id: `edit:${at}`,
    kind: 'edit',
    text,
    at,
    ...changes,
  };
}

describe('an edit that repeats the message', () => {
  test.each<[string, readonly Amendment[]]>([
    ['none at all', []],
    ['once', [edit()]],
    [
      'with the same stars, and again later',
      [edit({ rating: 2 }), edit({ id: 'edit:2', at: '2026-11-23T10:00:00.000Z' })],
    ],
  ])('is none: %s', (_what, amendments) => {
    expect(amending(message, amendments)).toEqual([]);
    expect(amended(message, amendments)).toEqual(message);
  });

  test.each<[string, readonly Amendment[]]>([
    ['other words', [edit({ text: 'It works again' })]],
    ['other stars', [edit({ rating: 5 })]],
    ['a deletion', [edit({ kind: 'deletion', text: undefined })]],
    ['there and back', [edit({ text: 'It works' }), edit({ id: 'edit:2', at: '2026-11-23T10:00:00.000Z' })]],
    ['words that are only a beginning', [edit({ textKey: 'key' })]],
  ])('is one beside %s', (_what, amendments) => {
    expect(amending(message, amendments)).toEqual(amendments);
  });
});
