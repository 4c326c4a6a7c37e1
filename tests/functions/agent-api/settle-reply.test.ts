import { describe, expect, it } from 'vitest';
import { replyView } from '#contracts/agent-api-replies.ts';
import { createConclude } from '#domain/conclude-reply.ts';
import type { Reply } from '#domain/reply.ts';
import { answer, type Desk, deskWithTicket, ifMatch, onTicket, personIn, TICKET } from './desk.ts';

const lead = { claims: personIn('[lead]', 'lead-1') };
const settle = ({ ask }: Desk, replyId: string, outcome: string) =>
  ask('POST /tickets/{ticketId}/replies/{replyId}/settle', {
    params: { ticketId: TICKET, replyId },
    ...lead,
    body: { outcome, why: 'I looked.' },
  });

/** A desk with a reply of which nobody knows whether it arrived. */
async function doubtful(over: Partial<Reply> = {}) {
  const made = await deskWithTicket();
  const { body } = await made.ask('POST /tickets/{ticketId}/replies', {
    ...onTicket,
    headers: ifMatch(0),
    body: answer(),
  });
  const replyId: string = body.replyId;
  const queued = await made.table.replies.get(TICKET, replyId);
  if (!queued) throw new Error('no reply');
  const reply: Reply = { ...queued, state: 'doubtful', attempt: 1, reason: 'connection_timeout', ...over };
  await made.table.replies.advance(reply, queued);
  const { clock } = made.ports;
  await createConclude({ ...made.table, clock })(reply);
  return { ...made, replyId };
}

const deeds = async ({ table }: Desk) => (await table.tickets.history(TICKET)).map(({ deed }) => deed.type);

describe('a doubtful reply', () => {
  it('that arrived becomes a message of the ticket, said by who has looked', async () => {
    const made = await doubtful();
    const { status, body } = await settle(made, made.replyId, 'sent');
    expect(status).toBe(200);
    expect(replyView.parse(body)).toMatchObject({ state: 'sent', messageId: `reply:${TICKET}:1:${made.replyId}` });
    const { body: read } = await made.ask('GET /tickets/{ticketId}', onTicket);
    expect(read.messages.at(-1)).toMatchObject({ direction: 'out', text: 'Here is how.', replyId: made.replyId });
    expect(read.ticket.status).toBe('pending');
    expect(read.history.at(-1)).toMatchObject({
      by: { kind: 'agent', id: 'lead-1' },
      why: 'I looked.',
      deed: { type: 'reply_sent' },
    });
  });

  it('that did not arrive has failed', async () => {
    const made = await doubtful();
    expect((await settle(made, made.replyId, 'not_sent')).body).toMatchObject({
      state: 'failed',
      text: 'Here is how.',
    });
    expect((await deeds(made)).at(-1)).toBe('reply_failed');
  });

  it('is settled once: the same word again changes nothing, another word is refused', async () => {
    const made = await doubtful();
    await settle(made, made.replyId, 'not_sent');
    const before = await deeds(made);
    expect((await settle(made, made.replyId, 'not_sent')).status).toBe(200);
    const told = await settle(made, made.replyId, 'sent');
    expect([told.status, told.body.reason]).toEqual([409, 'not_doubtful']);
    expect(await deeds(made)).toEqual(before);
  });
});

describe('a reply that is not in doubt', () => {
  it('cannot be settled while it waits to be sent', async () => {
    const made = await deskWithTicket();
    const { body } = await made.ask('POST /tickets/{ticketId}/replies', {
      ...onTicket,
      headers: ifMatch(0),
      body: answer(),
    });
    expect((await settle(made, body.replyId, 'sent')).status).toBe(409);
  });

  it('is 404 when there is none', async () => {
    const made = await deskWithTicket();
    expect((await settle(made, 'nothing', 'sent')).status).toBe(404);
  });
});

describe('a long reply of which a part is in doubt', () => {
  const parts = ['(1/3) Here', '(2/3) is', '(3/3) how.'];
  const sentParts = [{ messageId: 'part-1', at: '2026-03-02T10:00:00.000Z' }];

  it('has failed where parts come after it: the ticket tells, and holds what arrived', async () => {
    const made = await doubtful({ parts, sentParts });
    const { body } = await settle(made, made.replyId, 'sent');
    expect(replyView.parse(body)).toMatchObject({ state: 'failed', reason: 'parts_unsent', text: 'Here is how.' });
    expect((await deeds(made)).at(-1)).toBe('reply_failed');
    const { body: read } = await made.ask('GET /tickets/{ticketId}', onTicket);
    const said = read.messages.filter(({ direction }: { direction: string }) => direction === 'out');
    expect(said.map(({ text }: { text: string }) => text)).toEqual(parts.slice(0, 2));
    expect((await settle(made, made.replyId, 'sent')).body).toMatchObject({ reason: 'parts_unsent' });
    expect((await settle(made, made.replyId, 'not_sent')).status).toBe(409);
  });

  it('is sent where it was the last', async () => {
    const made = await doubtful({ parts: parts.slice(0, 2), sentParts });
    expect((await settle(made, made.replyId, 'sent')).body).toMatchObject({ state: 'sent' });
    expect((await deeds(made)).at(-1)).toBe('reply_sent');
  });
});
