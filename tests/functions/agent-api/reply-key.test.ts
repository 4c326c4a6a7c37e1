import { describe, expect, it } from 'vitest';
import type { Reply } from '#domain/reply.ts';
import { type Asked, answer, type Desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket, TICKET } from './desk.ts';

const KEY = '5f0c2f0e-8f5e-4a5b-9d0a-0d9f3d1f7a11';
const keyed = { ...ifMatch(0), 'Idempotency-Key': KEY };
const reply = ({ ask }: Desk, asked: Asked = {}) =>
  ask('POST /tickets/{ticketId}/replies', { ...onTicket, headers: keyed, body: answer(), ...asked });

const queuedOn = async ({ table }: Desk) =>
  (await table.tickets.history(TICKET)).filter(({ deed }) => deed.type === 'reply_queued');

/** The reply as another desk kept it, written here without its entry: what a crash between the two leaves. */
async function leftBehind(made: Desk, over: Partial<Reply> = {}): Promise<void> {
  const other = await deskWithTicket();
  await reply(other);
  const kept = await other.table.replies.get(TICKET, KEY);
  if (kept) await made.table.replies.put({ ...kept, ...over });
}

/** The reply after the outbox has sent it, its words gone into the message. */
async function sent(made: Desk, messageText: string, replyId: string | undefined): Promise<void> {
  const kept = await made.table.replies.get(TICKET, KEY);
  if (!kept) throw new Error('no reply');
  await made.table.replies.advance({ ...kept, state: 'sent', messageId: 'sent-1', text: undefined }, kept);
  const message = messageFrom({ id: 'sent-1', direction: 'out', text: messageText, replyId });
  await made.table.messages.put({ message, ticketId: TICKET });
}

describe('a reply with an Idempotency-Key', () => {
  it('has the key as its id and is queued once, however often and however late it is asked for', async () => {
    const made = await deskWithTicket();
    const first = await reply(made);
    await hear(made, messageFrom({ id: 'message-2' }));
    const again = await reply(made);
    expect([first.body.replyId, again.status, again.body]).toEqual([KEY, 202, first.body]);
    expect(await queuedOn(made)).toHaveLength(1);
  });

  it('is queued once when asked for many times at once', async () => {
    const made = await deskWithTicket();
    const told = await Promise.all(Array.from({ length: 8 }, () => reply(made)));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await queuedOn(made)).toHaveLength(1);
  });

  it.each([{ text: 'Something else.' }, { visibility: 'public' }])('is refused with %j', async (over) => {
    const made = await deskWithTicket();
    await reply(made);
    const { status, body } = await reply(made, { body: answer(over) });
    expect([status, body.type]).toEqual([422, 'urn:earshot:problem:key-reused']);
  });

  it('is known by the message that holds its words once it is sent', async () => {
    const made = await deskWithTicket();
    await reply(made);
    await sent(made, 'Here is how.', KEY);
    expect((await reply(made)).body).toMatchObject({ state: 'sent' });
    expect((await reply(made, { body: answer({ text: 'Something else.' }) })).status).toBe(422);
  });

  it('is not held to the words of an echo, which are the platform’s', async () => {
    const made = await deskWithTicket();
    await reply(made);
    await sent(made, '@ada Here is how.', undefined);
    expect((await reply(made)).status).toBe(202);
  });

  it('that was kept but never queued is brought up to the ticket as it is now', async () => {
    const made = await deskWithTicket();
    await leftBehind(made);
    await hear(made, messageFrom({ id: 'message-2', sentAt: '2026-03-02T09:40:00.000Z' }));
    made.setNow('2026-03-02T11:00:00.000Z');
    const { status, body } = await reply(made, { body: answer({ lastMessageSeen: 2 }) });
    expect([status, body.inReplyTo]).toEqual([202, 'message-2']);
    expect((await made.table.replies.get(TICKET, KEY))?.inReplyTo).toBe('message-2');
  });

  it('that was kept but never queued is refused with other words', async () => {
    const made = await deskWithTicket();
    await leftBehind(made, { text: 'Something else.' });
    expect((await reply(made)).status).toBe(422);
    expect(await queuedOn(made)).toEqual([]);
  });

  it.each(['short', 'x'.repeat(65), 'with spaces in the key', 'dots.in.the.key.1'])(
    'refuses the key %j',
    async (key) => {
      const made = await deskWithTicket();
      const { status, body } = await reply(made, { headers: { ...ifMatch(0), 'Idempotency-Key': key } });
      expect([status, body.errors[0].in]).toEqual([400, 'header']);
    },
  );
});
