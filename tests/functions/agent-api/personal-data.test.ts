import { describe, expect, it } from 'vitest';
import { ticketDetail } from '#contracts/agent-api-views.ts';
import { type Desk, deskWithTicket, hear, messageFrom, onTicket, TICKET } from './desk.ts';
import { EVERY_ANSWER, EVERY_OPERATION, leaveInDoubt } from './every-answer.ts';

const SECRETS = ['jo@example.com', '4111 1111 1111 1111', '+44 7700 900123', 'DE89370400440532013000'] as const;
const TOLD = `I am ${SECRETS.join(' / ')}, order 12345678`;
const MASKED = 'I am [e-mail] / [card] / [phone] / [IBAN], order 12345678';

/** A ticket on which everybody has written personal data. */
async function indiscreet(): Promise<Desk> {
  const made = await deskWithTicket({ text: TOLD });
  await hear(made, messageFrom({ id: 'out-1', direction: 'out', text: TOLD, sentAt: '2026-03-02T09:05:00.000Z' }));
  await made.ask('POST /tickets/{ticketId}/notes', { ...onTicket, body: { text: TOLD } });
  await leaveInDoubt(made, TOLD);
  return made;
}

const READ = 'GET /tickets/{ticketId}';
const reveal = { ...onTicket, query: { reveal: 'personal_data' } };
const readsOf = async ({ table }: Desk) =>
  (await table.tickets.history(TICKET)).filter(({ deed }) => deed.type === 'personal_data_read');

describe('personal data', () => {
  it.each(EVERY_OPERATION)('is in no answer of %s', async (operation) => {
    const made = await indiscreet();
    const { status, body } = await EVERY_ANSWER[operation](made, 0, { text: TOLD, seen: 2 });
    expect(status).toBeLessThan(300);
    for (const secret of SECRETS) expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('is masked wherever words stand, and nothing else is', async () => {
    const made = await indiscreet();
    const { body } = await made.ask(READ, onTicket);
    const { messages, notes, replies, history } = ticketDetail.parse(body);
    const words = [...messages, ...notes, ...replies].map(({ text }) => text);
    expect(words).toEqual([MASKED, MASKED, MASKED, MASKED]);
    expect(history.flatMap(({ why }) => why ?? [])).toEqual([MASKED]);
    expect(await readsOf(made)).toEqual([]);
  });

  it('moves the evidence with the words it speaks of', async () => {
    const made = await deskWithTicket({ text: 'jo@example.com where is it?' });
    const [message] = ticketDetail.parse((await made.ask(READ, onTicket)).body).messages;
    const [span] = message?.classification?.sentiment.evidence ?? [];
    expect(message?.text?.slice(...(span ?? []))).toBe('[e-mail]');
  });

  it('is shown to a lead who asks for it, and the history says so', async () => {
    const made = await indiscreet();
    const { body } = await made.ask(READ, { ...reveal, as: '[lead]' });
    const { messages, notes, replies, history, ticket } = ticketDetail.parse(body);
    for (const { text } of [...messages, ...notes, ...replies]) expect(text).toBe(TOLD);
    expect(history.at(-1)).toMatchObject({
      deed: { type: 'personal_data_read' },
      by: { kind: 'agent', id: 'agent-1' },
    });
    expect(await readsOf(made)).toHaveLength(1);
    expect(ticket.etag).toBe('"0"');
  });

  it.each<[string, object]>([
    ['an agent', { as: '[agent]' }],
    ['a machine', { claims: { sub: 'bot', client_id: 'bot', scope: 'earshot/tickets.read earshot/tickets.work' } }],
  ])('is refused to %s, without a trace', async (_, who) => {
    const made = await indiscreet();
    const { status, body } = await made.ask(READ, { ...reveal, ...who });
    expect([status, body.type]).toEqual([403, 'urn:earshot:problem:forbidden']);
    expect(await readsOf(made)).toEqual([]);
  });

  it('of a ticket that is not there is not there', async () => {
    const made = await deskWithTicket();
    const { status } = await made.ask(READ, { ...reveal, params: { ticketId: 'another' }, as: '[lead]' });
    expect(status).toBe(404);
  });

  it('cannot be asked for in another way', async () => {
    const made = await indiscreet();
    const { status } = await made.ask(READ, { ...onTicket, query: { reveal: 'everything' }, as: '[lead]' });
    expect(status).toBe(400);
  });
});
