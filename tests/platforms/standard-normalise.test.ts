import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { PermanentError } from '#domain/errors.ts';
import { standardEvent } from '#platforms/standard/schema.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from './support/fixtures.ts';

describe('a message of the generic inlet', () => {
  test('is stored as its sender describes it', () => {
    expect(meaningsOf('standard/message-private')).toEqual([
      {
        kind: 'message',
        message: {
          account: 'standard:shop',
          platform: 'standard',
          channel: 'standard.private',
          visibility: 'private',
          id: 'mail-1',
          threadKeys: ['case-7'],
          customerId: 'customer-1',
          direction: 'in',
          author: { id: 'customer-1', name: 'customer-1', handle: 'customer_1', followers: 3 },
          text: 'The invoice is wrong',
          attachments: [{ type: 'file', url: 'https://media.example/invoice.pdf' }],
          language: 'en-GB',
          inReplyTo: 'mail-0',
          sentAt: '2026-11-22T09:29:58.000Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('in public hangs on its own id and its parent, and numbers become strings', () => {
    expect(meaningsOf('standard/message-public')[0]).toMatchObject({
      message: {
        channel: 'standard.public',
        id: '12',
        customerId: '34',
        author: { id: '34', followers: 2500, verified: true },
        engagement: 12,
        threadKeys: ['12', '11'],
        sentAt: '2026-11-22T09:30:00.123Z',
      },
    });
  });

  test('of the brand is an echo, which may name the reply it came from', () => {
    expect(meaningsOf('standard/message-by-brand')[0]).toMatchObject({
      message: {
        direction: 'out',
        customerId: 'customer-1',
        author: { id: 'shop' },
        replyId: 'reply-1',
        replyTicketId: 'ticket-1',
      },
    });
  });

  test('comes alone or in a batch, in which every event has an id of its own', () => {
    const headers = { 'webhook-id': 'msg_1' };
    expect(outline(meaningsOf('standard/batch'))).toEqual([
      'message mail-3 in customer-1',
      'edit of mail-3',
      'deletion of mail-3',
      'unknown contact.created',
    ]);
    const ids = pieces('standard', fixture('standard/batch'), headers).map(({ id }) => id);
    expect(ids).toEqual(['event:msg_1:0', 'event:msg_1:1', 'event:msg_1:2', 'event:msg_1:3']);
    expect(pieces('standard', fixture('standard/message-public'), headers)[0]?.id).toBe('event:msg_1');
  });

  test('whose time cannot be read is timed by its envelope', () => {
    expect(meaningsOf('standard/batch')[0]).toMatchObject({ message: { sentAt: '2026-11-22T09:30:00.123Z' } });
  });

  test('an edit is identified by its delivery, so that a repeat is the same edit', () => {
    const [, edit] = meanings('standard', fixture('standard/batch'), { 'webhook-id': 'msg_1' });
    expect(edit).toMatchObject({
      amendment: {
        id: 'event:msg_1:1',
        kind: 'edit',
        text: 'one, corrected',
        at: '2026-11-22T09:31:00.000Z',
        threadKeys: ['dm'],
      },
    });
  });

  test('without a customer is parked, and the reason holds none of its words', () => {
    const read = () => meaningsOf('standard/message-without-customer');
    expect(read).toThrow(PermanentError);
    expect(read).toThrow('message.created: data.customer');
    expect(read).not.toThrow('a secret word');
  });
});

test.each([[null], [1], ['text'], [{}], [[]], [{ type: 7 }], [[[]]]])(
  'a body of another shape (%j) is kept whole',
  (body) => {
    const events = pieces('standard', body);
    expect(events).toHaveLength(1);
    expect(meanings('standard', body)[0]?.kind).toBe('unknown');
  },
);

test('the account is the one of the path, or unknown', () => {
  expect(pieces('standard', {})[0]?.account).toBe('standard:shop');
});

test('the schema can be published as JSON Schema, with its descriptions', () => {
  const json = JSON.stringify(z.toJSONSchema(standardEvent, { io: 'input' }));
  expect(json).toContain('Messages of one thread and customer become one ticket.');
  expect(json).not.toContain('$defs');
});
