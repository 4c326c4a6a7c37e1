import { describe, expect, it } from 'vitest';
import { replyView } from '#contracts/agent-api-replies.ts';
import {
  type Asked,
  answer,
  type Desk,
  desk,
  deskWithTicket,
  hear,
  ifMatch,
  messageFrom,
  onTicket,
  TICKET,
} from './desk.ts';

const KEY = '5f0c2f0e-8f5e-4a5b-9d0a-0d9f3d1f7a11';
const keyed = { ...ifMatch(0), 'Idempotency-Key': KEY };
const reply = ({ ask }: Desk, asked: Asked = {}) =>
  ask('POST /tickets/{ticketId}/replies', { ...onTicket, headers: ifMatch(0), body: answer(), ...asked });
const bot = { sub: 'bot', client_id: 'bot', scope: 'earshot/tickets.work' };

const queuedOn = async ({ table }: Desk) =>
  (await table.tickets.history(TICKET)).filter(({ deed }) => deed.type === 'reply_queued');

describe('a reply', () => {
  it('is accepted, kept and told by the ticket', async () => {
    const made = await deskWithTicket();
    const { status, body, headers } = await reply(made);
    expect([status, headers['etag']]).toEqual([202, '"1"']);
    expect(replyView.parse(body)).toMatchObject({
      state: 'queued',
      inReplyTo: 'message-1',
      by: { kind: 'agent', id: 'agent-1' },
    });
    expect(await made.table.replies.get(TICKET, body.replyId)).toMatchObject({ state: 'queued', attempt: 0 });
    expect(await queuedOn(made)).toHaveLength(1);
    expect((await made.table.tickets.get(TICKET))?.status).toBe('open');
  });

  it('to what the customer wrote meanwhile is refused and leaves no trace', async () => {
    const made = await deskWithTicket();
    await hear(made, messageFrom({ id: 'message-2' }));
    const { status, body } = await reply(made, { headers: keyed });
    expect([status, body.type]).toEqual([412, 'urn:earshot:problem:unread-messages']);
    expect(await made.table.replies.ofTicket(TICKET)).toEqual([]);
  });

  it('is never posted for other eyes than the ticket’s', async () => {
    const made = await deskWithTicket();
    const { status, body } = await reply(made, { body: answer({ visibility: 'public' }) });
    expect([status, body.reason]).toEqual([409, 'visibility_differs']);
    expect(await made.table.replies.ofTicket(TICKET)).toEqual([]);
  });

  it('longer than the platform takes is refused with the numbers', async () => {
    const x = { account: 'x:1', platform: 'x', channel: 'x.mention', visibility: 'public' } as const;
    const made = await deskWithTicket(x);
    const { status, body } = await reply(made, { body: answer({ text: 'x'.repeat(300), visibility: 'public' }) });
    expect([status, body.type]).toEqual([400, 'urn:earshot:problem:reply-too-long']);
    expect(body.detail).toContain('300');
    expect(body.detail).toContain('280');
    expect(body.errors[0]).toMatchObject({ pointer: '/text', mend: expect.stringContaining('20') });
  });

  it('needs something to answer', async () => {
    const made = desk();
    await hear(made, messageFrom({ direction: 'out' }));
    const { status, body } = await reply(made);
    expect([status, body.reason]).toEqual([409, 'nothing_to_answer']);
  });

  it('needs a ticket in work', async () => {
    const made = await deskWithTicket();
    await made.ask('POST /tickets/{ticketId}/status', {
      ...onTicket,
      headers: ifMatch(0),
      body: { status: 'spam', lastMessageSeen: 1 },
    });
    expect((await reply(made, { headers: ifMatch(1) })).body.reason).toBe('not_in_work');
  });

  it('of a machine bears the guard’s verdict', async () => {
    const made = await deskWithTicket();
    const { body } = await reply(made, { claims: bot });
    expect(await made.table.replies.get(TICKET, body.replyId)).toMatchObject({
      by: { kind: 'automation', id: 'bot' },
      guardVerdict: 'may_speak',
    });
  });

  it('of a machine is refused where a person is needed', async () => {
    const made = await deskWithTicket();
    await hear(made, messageFrom({ id: 'message-2' }));
    const { status, body } = await reply(made, { claims: bot, body: answer({ lastMessageSeen: 2 }) });
    expect([status, body.reason, body.because]).toEqual([409, 'needs_a_person', ['repeated_contact']]);
    expect(body.detail).toContain('repeated_contact');
    expect(await made.table.replies.ofTicket(TICKET)).toEqual([]);
  });
});
