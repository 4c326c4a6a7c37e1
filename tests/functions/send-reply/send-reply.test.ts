import { describe, expect, it } from 'vitest';
import { PermanentError, TransientError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import { hear, messageFrom, TICKET } from '#tests/functions/agent-api/desk.ts';
import { applied } from '#tests/support/tickets.ts';
import { type Outbox, ok, onX, outbox, replyIn, status, toldOf } from './outbox.ts';

const messagesOf = async ({ table }: Outbox, account: string, id: string) => table.messages.getAll([{ account, id }]);

describe('a reply that the platform takes', () => {
  it('is sent once, told by the ticket, and its words move into the message', async () => {
    const box = await outbox();
    expect(await box.deliver()).toBe('sent');
    expect(await replyIn(box)).toMatchObject({ state: 'sent', messageId: 'sent-1', attempt: 1 });
    expect((await replyIn(box))?.text).toBeUndefined();
    const [filed] = await messagesOf(box, 'standard:brand', 'sent-1');
    expect(filed).toMatchObject({
      ticketId: TICKET,
      message: {
        direction: 'out',
        author: { id: 'brand' },
        text: 'Here is how.',
        inReplyTo: 'message-1',
        threadKeys: ['thread-1'],
      },
    });
    expect(await toldOf(box)).toEqual(['reply_sent']);
    expect(await box.table.tickets.get(TICKET)).toMatchObject({ status: 'pending', lastMessageSeen: 2 });
  });

  it('is left alone by every later delivery', async () => {
    const box = await outbox();
    for (let delivery = 0; delivery < 3; delivery++) expect(await box.deliver()).toBe('sent');
    expect(box.api.requests).toHaveLength(1);
    expect(box.counted).toEqual(['RepliesSent']);
    expect(await toldOf(box)).toEqual(['reply_sent']);
  });

  it('is sent once by deliveries at the same time', async () => {
    const box = await outbox(onX);
    const told = await Promise.allSettled(Array.from({ length: 8 }, () => box.deliver()));
    expect(box.api.requests).toHaveLength(1);
    expect(told.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await toldOf(box)).toEqual(['reply_sent']);
  });

  it('is told once when two deliveries complete it at once', async () => {
    const box = await outbox();
    const change: typeof box.table.tickets.change = async (...args) => {
      await box.deliver();
      return box.table.tickets.change(...args);
    };
    expect(await box.deliver({ tickets: { ...box.table.tickets, change } })).toBe('sent');
    expect(await toldOf(box)).toEqual(['reply_sent']);
  });

  it('is found by an answer to it where messages are found by their parent', async () => {
    const box = await outbox(onX);
    await box.deliver();
    const [filed] = await messagesOf(box, 'x:1', 'sent-1');
    expect(filed?.message.threadKeys).toEqual(['sent-1', 'message-1', 'talk']);
    const thread = { account: 'x:1', customerId: 'customer-1', keys: ['sent-1'] };
    expect(await box.table.threads.resolve(thread, 'another ticket')).toEqual([TICKET]);
  });

  it('whose echo was faster is not heard twice', async () => {
    const box = await outbox();
    await hear(box, messageFrom({ id: 'sent-1', direction: 'out', text: 'Here is how.' }));
    await box.deliver();
    expect(await toldOf(box)).toEqual(['reply_sent']);
    expect((await box.table.tickets.get(TICKET))?.lastMessageSeen).toBe(2);
  });

  it('carries the customer’s handle to a platform that needs it', async () => {
    const box = await outbox(onX);
    const seen: unknown[] = [];
    const x = box.ports.platformNamed('x');
    if (!x) throw new Error('no platform');
    const renderReply: typeof x.renderReply = (target, ...rest) => {
      seen.push(target.handle);
      return x.renderReply(target, ...rest);
    };
    await box.deliver({ platformNamed: () => ({ ...x, renderReply }) });
    expect(seen).toEqual(['ada']);
  });
});

describe('a reply that is not sent', () => {
  it('because the platform refuses has failed, and the customer is unanswered', async () => {
    const box = await outbox();
    box.api.answers(() => status(410));
    expect(await box.deliver()).toBe('failed');
    expect(await box.deliver()).toBe('failed');
    expect(await replyIn(box)).toMatchObject({ state: 'failed', reason: 'endpoint_gone (410)', text: 'Here is how.' });
    expect(await toldOf(box)).toEqual(['reply_failed']);
  });

  it('because it has not reached the platform waits in the queue and is sent later', async () => {
    const box = await outbox(onX);
    box.api.answers(() => ({ kind: 'not_sent', reason: 'connection_econnrefused' }));
    await expect(box.deliver()).rejects.toBeInstanceOf(TransientError);
    expect(await replyIn(box)).toMatchObject({ state: 'queued', attempt: 1 });
    box.api.answers(() => ok('sent-1'));
    expect(await box.deliver()).toBe('sent');
  });

  it('because the platform is busy has its turn later, which is no failed receive', async () => {
    const box = await outbox(onX);
    box.api.answers(() => status(429));
    expect(await box.deliver()).toBe('put_off');
    expect(await replyIn(box)).toMatchObject({ state: 'queued', reason: 'rate_limited' });
    expect([box.putOff, box.counted]).toEqual([[60], ['RepliesPutOff']]);
  });

  it('because the platform could not read it has failed without being sent', async () => {
    const box = await outbox(onX, { text: 'x'.repeat(300) });
    expect(await box.deliver()).toBe('failed');
    expect(await replyIn(box)).toMatchObject({ state: 'failed', reason: 'reply_too_long' });
    expect(box.api.requests).toEqual([]);
  });

  it.each<[string, Partial<Reply>]>([
    ['without a verdict', { by: { kind: 'automation', id: 'bot' } }],
    ['with a verdict that needs a person', { by: { kind: 'automation', id: 'bot' }, guardVerdict: 'needs_a_person' }],
    ['of the system', { by: { kind: 'system' } }],
  ])('because a robot may not speak %s', async (_, reply) => {
    const box = await outbox({}, reply);
    expect(await box.deliver()).toBe('failed');
    const held = await replyIn(box);
    expect([held?.reason, held?.guardVerdict, held?.guardReasons]).toEqual([
      'needs_a_person',
      'needs_a_person',
      ['no_verdict'],
    ]);
    expect(box.api.requests).toEqual([]);
  });

  it('because the customer has written again since the robot was allowed to speak', async () => {
    const automation = { by: { kind: 'automation', id: 'bot' }, guardVerdict: 'may_speak' } as const;
    const allowed = await outbox({}, automation);
    expect(await allowed.deliver()).toBe('sent');
    const box = await outbox({}, automation);
    await hear(box, messageFrom({ id: 'message-2' }));
    expect(await box.deliver()).toBe('failed');
    const held = await replyIn(box);
    expect([held?.reason, held?.guardReasons]).toEqual(['needs_a_person', ['repeated_contact']]);
  });

  it.each([
    [{ status: 'spam' }, 'ticket_is_spam'],
    [{ status: 'closed', mergedInto: 'ticket-0' }, 'ticket_merged'],
  ] as const)('because its ticket is %j by now', async (over, reason) => {
    const box = await outbox();
    const get: typeof box.table.tickets.get = async (id) => {
      const ticket = await box.table.tickets.get(id);
      return (
        ticket &&
        applied(ticket, {
          body: { ...ticket, ...over },
          deed: { type: 'claimed' },
          by: { kind: 'agent' },
          at: ticket.updatedAt,
          isWork: true,
        })
      );
    };
    expect(await box.deliver({ tickets: { ...box.table.tickets, get } })).toBe('failed');
    expect((await replyIn(box))?.reason).toBe(reason);
  });
});

describe('a reply that nothing can mend', () => {
  it('is parked when nobody knows it', async () => {
    const box = await outbox();
    const replies = { ...box.table.replies, get: async () => undefined };
    await expect(box.deliver({ replies })).rejects.toMatchObject({ reason: 'reply_unknown' });
  });

  it('is parked without credentials, unsent and still queued', async () => {
    const box = await outbox();
    const credentialsOf = () => Promise.reject(new PermanentError('credentials_missing'));
    await expect(box.deliver({ credentialsOf })).rejects.toMatchObject({ reason: 'credentials_missing' });
    expect(await replyIn(box)).toMatchObject({ state: 'queued', attempt: 0 });
  });

  it('is parked when the platform is gone', async () => {
    const box = await outbox();
    await expect(box.deliver({ platformNamed: () => undefined })).rejects.toMatchObject({ reason: 'platform_unknown' });
  });
});

describe('a group that has moved', () => {
  const GROUP = {
    account: 'telegram:5550001',
    platform: 'telegram',
    channel: 'telegram.group',
    visibility: 'public',
  } as const;
  const moved = { ok: false, error_code: 400, description: 'moved', parameters: { migrate_to_chat_id: -1009002 } };

  it('is answered where it is now, in the same attempt, without quoting what is not there', async () => {
    const box = await outbox({ ...GROUP, id: '-77:5', threadKeys: ['-77'] }, { ...GROUP, inReplyTo: '-77:5' });
    box.api.answers(({ body = '' }) =>
      JSON.parse(body).chat_id === -77
        ? { status: 400, headers: {}, body: JSON.stringify(moved) }
        : {
            status: 200,
            headers: {},
            body: JSON.stringify({ ok: true, result: { message_id: 1, chat: { id: -1009002 } } }),
          },
    );
    expect(await box.deliver()).toBe('sent');
    expect(box.api.requests.map(({ body = '' }) => JSON.parse(body) as object)).toEqual([
      expect.objectContaining({ chat_id: -77, reply_parameters: expect.anything() }),
      { chat_id: -1009002, text: 'Here is how.' },
    ]);
    expect(await replyIn(box)).toMatchObject({ messageId: '-1009002:1', attempt: 1 });
  });

  it('that moves again and again is refused', async () => {
    const box = await outbox({ ...GROUP, id: '-77:5', threadKeys: ['-77'] }, { ...GROUP, inReplyTo: '-77:5' });
    box.api.answers(() => ({ status: 400, headers: {}, body: JSON.stringify(moved) }));
    expect(await box.deliver()).toBe('failed');
    expect(box.api.requests).toHaveLength(2);
    expect(await replyIn(box)).toMatchObject({ reason: 'chat_moved (400/migrated)' });
  });
});
