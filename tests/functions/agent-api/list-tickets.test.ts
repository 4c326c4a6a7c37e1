import { describe, expect, it } from 'vitest';
import { ticketPage } from '#contracts/agent-api-views.ts';
import { desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket, personIn } from './desk.ts';

const LIST = 'GET /tickets';

async function deskWith(count: number) {
  const made = desk();
  for (let index = 0; index < count; index++) {
    const id = String(index).padStart(3, '0');
    const sentAt = `2026-03-02T09:${String(index % 60).padStart(2, '0')}:00.000Z`;
    await hear(made, messageFrom({ id: `m-${id}`, sentAt, receivedAt: sentAt, customerId: `c-${id}` }), `t-${id}`);
  }
  return made;
}

const idsOf = (body: unknown) => ticketPage.parse(body).tickets.map(({ id }) => id);

describe('the queue', () => {
  it('is listed page by page, each ticket once, longest waiting first', async () => {
    const { ask } = await deskWith(60);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const { body } = await ask(LIST, { query: cursor ? { cursor } : {} });
      pages.push(idsOf(body));
      cursor = body.next;
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
    expect(pages.flat()).toEqual(pages.flat().toSorted());
    expect(new Set(pages.flat()).size).toBe(60);
  });

  it('shows what an edit needs, and nothing of how it is kept', async () => {
    const { ask } = await deskWithTicket();
    const { body } = await ask(LIST);
    expect(body.tickets[0]).toMatchObject({ id: 'ticket-1', etag: '"0"', lastMessageSeen: 1 });
    expect(JSON.stringify(body)).not.toMatch(/revision|lastEntry|workVersion|readings/);
  });

  it('is filtered by status, priority and assignee, where me is the caller', async () => {
    const { ask } = await deskWith(3);
    await ask('POST /tickets/{ticketId}/claim', { params: { ticketId: 't-001' }, headers: ifMatch(0), body: {} });
    expect(idsOf((await ask(LIST, { query: { status: 'open' } })).body)).toEqual(['t-001']);
    expect(idsOf((await ask(LIST, { query: { assignee: 'me' } })).body)).toEqual(['t-001']);
    expect(idsOf((await ask(LIST, { query: { assignee: 'agent-1' } })).body)).toEqual(['t-001']);
    expect(
      idsOf((await ask(LIST, { query: { assignee: 'me' }, claims: personIn('[agent]', 'agent-2') })).body),
    ).toEqual([]);
    expect(idsOf((await ask(LIST, { query: { priority: 'P4' } })).body)).toHaveLength(3);
    expect(idsOf((await ask(LIST, { query: { priority: 'P1' } })).body)).toEqual([]);
  });

  it('finds what is resolved by its status', async () => {
    const { ask } = await deskWithTicket();
    const body = { status: 'resolved', lastMessageSeen: 1 };
    await ask('POST /tickets/{ticketId}/status', { ...onTicket, headers: ifMatch(0), body });
    expect(idsOf((await ask(LIST)).body)).toEqual([]);
    expect(idsOf((await ask(LIST, { query: { status: 'resolved' } })).body)).toEqual(['ticket-1']);
  });
});

describe('a cursor', () => {
  it.each<[string, Record<string, string>]>([
    ['of another filter', { status: 'new' }],
    ['of another priority', { priority: 'P4' }],
    ['of another agent’s list', { assignee: 'me' }],
  ])('%s is 400', async (_, query) => {
    const { ask } = await deskWith(3);
    const { body } = await ask(LIST, { query: { limit: '2' } });
    const told = await ask(LIST, { query: { limit: '2', cursor: body.next, ...query } });
    expect([told.status, told.body.type]).toEqual([400, 'urn:earshot:problem:invalid-cursor']);
  });

  it('of one agent’s own list is 400 in another’s', async () => {
    const { ask } = await deskWith(3);
    for (const ticketId of ['t-000', 't-001']) {
      await ask('POST /tickets/{ticketId}/claim', { params: { ticketId }, headers: ifMatch(0), body: {} });
    }
    const query = { assignee: 'me', limit: '1' };
    const cursor = (await ask(LIST, { query })).body.next;
    expect((await ask(LIST, { query: { ...query, cursor } })).status).toBe(200);
    const other = { query: { ...query, cursor }, claims: personIn('[agent]', 'agent-2') };
    expect((await ask(LIST, other)).status).toBe(400);
  });

  it('goes on under another limit', async () => {
    const { ask } = await deskWith(5);
    const { body } = await ask(LIST, { query: { limit: '2' } });
    expect(idsOf((await ask(LIST, { query: { limit: '3', cursor: body.next } })).body)).toEqual([
      't-002',
      't-003',
      't-004',
    ]);
  });

  it('is 400 after a day', async () => {
    const { ask, setNow } = await deskWith(3);
    const { body } = await ask(LIST, { query: { limit: '2' } });
    setNow('2026-03-03T10:00:00.000Z');
    expect((await ask(LIST, { query: { limit: '2', cursor: body.next } })).status).toBe(400);
  });
});
