import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyByRules } from '#classifiers/embedded/classify.ts';
import type { Message } from '#domain/message.ts';
import { standing } from '#domain/opinion.ts';
import { createSendReply } from '#functions/send-reply/send-reply.ts';
import { SILENT } from '#functions/shell/log.ts';
import { fileTalk } from '#functions/triage/file-talk.ts';
import type { Talk } from '#functions/triage/talks.ts';
import type { ApiCall } from '#platforms/api-call.ts';
import { answer, deskWithTicket, hear, messageFrom, onTicket, TICKET } from '#tests/functions/agent-api/desk.ts';
import { countingIds } from '#tests/support/memory-table.ts';
import { memoryBlobs } from '#tests/support/triage.ts';
import { envelope, type Outbox, outbox, REPLY, toldOf } from './outbox.ts';

/** A private message to somebody who wrote in public is a step of the same matter, and never seen by others. */

const comment: Partial<Message> = {
  account: 'facebook:100',
  platform: 'facebook',
  channel: 'facebook.comment',
  visibility: 'public',
  threadKeys: ['message-1'],
};

const TALK = { account: 'messenger:100', customerId: 'psid-1' };
const taken = { status: 200, headers: {}, body: '{"recipient_id":"psid-1","message_id":"mid-1"}' };
const stepped = () => outbox(comment, { visibility: 'private' });

const echoOf = (keys: readonly string[], over: Partial<Message> = {}): Message =>
  messageFrom({
    ...TALK,
    platform: 'messenger',
    channel: 'messenger.dm',
    visibility: 'private',
    id: 'mid-1',
    threadKeys: keys,
    direction: 'out',
    ...over,
  });

/** Files a message of the talk as triage does. */
async function filed({ table, ports }: Outbox, message: Message): Promise<void> {
  const talk: Talk = { ...TALK, keys: message.threadKeys, messages: [{ message, arrivals: [] }] };
  const judges = { classify: classifyByRules, review: standing };
  const quiet = { log: SILENT, count: () => {}, park: async () => {}, fetchLater: async () => {} };
  const given = {
    ...table,
    ...judges,
    ...quiet,
    blobs: memoryBlobs(),
    clock: ports.clock,
    newId: countingIds('fresh'),
  };
  await fileTalk(given, talk);
}

const liveTickets = ({ table }: Outbox) =>
  [...table.items.values()].flatMap((item) => {
    const { ticket } = item as { ticket?: { id: string; mergedInto?: string } };
    return ticket && !ticket.mergedInto ? [ticket.id] : [];
  });

describe('a private step', () => {
  it('opens a talk that leads to the same ticket, and history says so', async () => {
    const box = await stepped();
    box.api.answers(() => taken);
    expect(await box.deliver()).toBe('sent');
    const last = (await box.table.tickets.history(TICKET)).at(-1);
    expect(last?.deed).toMatchObject({ type: 'reply_sent', opened: { ...TALK, visibility: 'private' } });
    const keys = (await box.table.replies.get(TICKET, REPLY))?.opens?.threadKeys ?? [];
    await filed(box, echoOf(keys, { id: 'mid-2', direction: 'in', author: { id: 'psid-1' } }));
    expect(liveTickets(box)).toEqual([TICKET]);
    expect((await box.table.tickets.get(TICKET))?.lastIn).toMatchObject({ id: 'mid-2', venue: TALK });
  });

  it.each([
    ['names its reply: no second ticket is ever opened', REPLY, 1],
    ['names nothing: the ticket it opened ends in ours', undefined, 2],
  ])('whose echo is faster and %s', async (_, replyId, opened) => {
    const box = await stepped();
    const send = async () => {
      await filed(box, echoOf(['dm'], { replyId, replyTicketId: replyId && TICKET }));
      return taken;
    };
    expect(await box.deliver({ send })).toBe('sent');
    await filed(box, echoOf(['dm'], { id: 'mid-2', direction: 'in', author: { id: 'psid-1' } }));
    expect(liveTickets(box)).toEqual([TICKET]);
    expect([...box.table.items.values()].filter(({ kind }) => kind === 'ticket')).toHaveLength(opened);
    expect(await toldOf(box)).toEqual(['reply_sent']);
  });

  it('into a talk that led to another ticket makes the two one when the customer writes', async () => {
    const box = await stepped();
    await filed(box, echoOf(['dm'], { id: 'mid-0', direction: 'in', author: { id: 'psid-1' } }));
    expect(liveTickets(box)).toHaveLength(2);
    box.api.answers(() => taken);
    await box.deliver();
    await filed(box, echoOf(['dm'], { id: 'mid-2', direction: 'in', author: { id: 'psid-1' } }));
    expect(liveTickets(box)).toHaveLength(1);
    expect(await box.table.threads.resolve({ ...TALK, keys: ['dm'] }, 'other')).toEqual(liveTickets(box));
  });
});

describe('parts of a long answer', () => {
  const parts = ['one (1/3)', 'two (2/3)', 'three (3/3)'];

  it('are sent in order, each heard, and a retry goes on where it stopped', async () => {
    const box = await outbox({}, { parts });
    let count = 0;
    const send = async (request: ApiCall) =>
      ++count === 2 ? ({ kind: 'not_sent', reason: 'down' } as const) : box.ports.send(request);
    await expect(box.deliver({ send })).rejects.toThrow();
    box.api.answers(({ headers }) => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ id: headers['webhook-id'] }),
    }));
    expect(await box.deliver({ send })).toBe('sent');
    const said = box.api.requests.map(({ body }) => parts.find((part) => body?.includes(part)));
    expect(said).toEqual(parts);
    expect((await box.table.tickets.get(TICKET))?.lastMessageSeen).toBe(4);
    expect(await toldOf(box)).toEqual(['reply_sent']);
  });
});

describe('a hiding', () => {
  it('goes out without words and is told', async () => {
    const box = await outbox(comment, { text: undefined, hide: true });
    box.api.answers(() => ({ status: 200, headers: {}, body: '{"success":true}' }));
    expect(await box.deliver()).toBe('sent');
    const last = (await box.table.tickets.history(TICKET)).at(-1);
    expect(last?.deed).toEqual({ type: 'message_hidden', replyId: REPLY, messageId: 'message-1' });
    expect((await box.table.tickets.get(TICKET))?.lastMessageSeen).toBe(1);
  });
});

/** One life of a ticket: the customer speaks here or there, an agent answers for these eyes, the queue delivers. */
type Step = 'comment' | 'dm' | 'public' | 'private' | 'deliver';

async function lived(steps: readonly Step[]): Promise<ApiCall[]> {
  const made = await deskWithTicket(comment);
  const box = await outbox();
  const requests: ApiCall[] = [];
  const waiting: string[] = [];
  const send = async (request: ApiCall) => {
    requests.push(request);
    return { ...taken, body: JSON.stringify({ id: `s${requests.length}`, message_id: `s${requests.length}` }) };
  };
  const work = createSendReply({ ...box.ports, ...made.table, send });
  for (const [index, step] of steps.entries()) {
    const sentAt = new Date(Date.parse('2026-03-02T09:00:00.000Z') + (index + 1) * 1000).toISOString();
    const said = { id: `m${index}`, sentAt };
    if (step === 'comment') await hear(made, messageFrom({ ...comment, ...said }));
    if (step === 'dm') await hear(made, echoOf(['dm'], { ...said, direction: 'in', author: { id: 'psid-1' } }));
    if (step === 'public' || step === 'private') {
      const ticket = await made.table.tickets.get(TICKET);
      const body = answer({ visibility: step, text: `for ${step} eyes`, lastMessageSeen: ticket?.lastMessageSeen });
      const headers = { 'if-match': `"${ticket?.workVersion}"` };
      const told = await made.ask('POST /tickets/{ticketId}/replies', { ...onTicket, headers, body });
      if (told.status === 202) waiting.push(told.body.replyId);
    }
    const replyId = step === 'deliver' ? waiting.shift() : undefined;
    if (replyId) await work({ ...envelope, detail: { data: { ticketId: TICKET, replyId } } });
  }
  return requests;
}

describe('wherever a customer goes on', () => {
  it('what was written for private eyes is never sent where others read, and public words answer no private ones', async () => {
    const step = fc.constantFrom<Step>('comment', 'dm', 'public', 'private', 'deliver');
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        for (const { url, body = '' } of await lived([...steps, 'deliver', 'deliver', 'deliver'])) {
          sent += 1;
          const isForMany = url.includes('/comments');
          expect(body.includes('for private eyes')).toBe(!isForMany);
          if (!isForMany) expect(url).toMatch(/\/100\/messages/);
        }
      }),
      { numRuns: 60 },
    );
    expect(sent).toBeGreaterThan(20);
  });
});
