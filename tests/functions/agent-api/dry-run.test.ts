import { describe, expect, it } from 'vitest';
import { CALENDAR, type Desk, desk, hear, ifMatch, messageFrom, POLICY } from './desk.ts';

const ROUTE = 'POST /sla/dry-run';
const hour = { minutes: 60, calendar: 'round_the_clock', warn: [{ percent: 80 }], pauseOn: [] };
const promise = (minutes: number, calendar = 'round_the_clock') => ({
  ...POLICY,
  rules: [{ when: {}, targets: { firstResponse: { ...hour, minutes, calendar } } }],
});

/** A desk whose policy promises an hour, with tickets opened at nine, ten minutes apart. It is ten o'clock. */
async function deskWith(count: number): Promise<Desk> {
  const made = desk();
  await made.ask('PUT /sla/policy', { as: '[admin]', headers: ifMatch(0), body: { policy: promise(60) } });
  for (let index = 0; index < count; index++) {
    const sentAt = new Date(Date.parse('2026-03-02T09:00:00.000Z') + index * 600_000).toISOString();
    const message = messageFrom({
      id: `message-${index}`,
      threadKeys: [`thread-${index}`],
      sentAt,
      receivedAt: sentAt,
    });
    await hear(made, message, `ticket-${index}`);
  }
  return made;
}

const dryRun = (made: Desk, body: unknown, query: Record<string, string> = {}) =>
  made.ask(ROUTE, { as: '[admin]', body, query });

/** Every page, one after the other. */
async function pages(made: Desk, body: unknown, limit: number) {
  const all = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof dryRun>> = await dryRun(made, body, {
      limit: String(limit),
      ...(cursor && { cursor }),
    });
    expect(page.status).toBe(200);
    all.push(page.body);
    cursor = page.body.next;
  } while (cursor);
  return all;
}

describe('the dry run', () => {
  it('tells what would change of each clock, and writes nothing', async () => {
    const made = await deskWith(2);
    const before = JSON.stringify([...made.table.items]);
    const { body } = await dryRun(made, { policy: promise(30) });
    expect(body.counts).toEqual({
      looked: 2,
      changed: 2,
      clocks: { due_earlier: 2, newly_breached: 1 },
    });
    expect(body.tickets[1]).toMatchObject({
      ticketId: 'ticket-1',
      status: 'new',
      clocks: [
        {
          clock: 'firstResponse',
          before: { state: 'running', dueAt: '2026-03-02T10:10:00.000Z', targetMinutes: 60 },
          after: { state: 'breached', dueAt: '2026-03-02T09:40:00.000Z', targetMinutes: 30 },
        },
      ],
    });
    expect(JSON.stringify([...made.table.items])).toBe(before);
  });

  it('counts page by page, and on the last page everything', async () => {
    const made = await deskWith(5);
    const all = await pages(made, { policy: promise(90) }, 2);
    expect(all.map(({ counts }) => counts.looked)).toEqual([2, 4, 5]);
    const ids = all.flatMap(({ tickets }) => tickets.map(({ ticketId }: { ticketId: string }) => ticketId));
    expect(ids.toSorted()).toEqual(['ticket-0', 'ticket-1', 'ticket-2', 'ticket-3', 'ticket-4']);
    const [whole] = await pages(made, { policy: promise(90) }, 100);
    expect(all.at(-1).counts).toEqual(whole.counts);
  });

  it('a calendar that policy and tickets stay with, and a holiday that is added late', async () => {
    const made = await deskWith(1);
    await made.ask('PUT /sla/policy', {
      as: '[admin]',
      headers: ifMatch(1),
      body: { policy: promise(60, 'business') },
    });
    const holidays = [{ date: '2026-03-02', name: 'Closed after all' }];
    const { body } = await dryRun(made, { calendars: [{ name: 'business', calendar: { ...CALENDAR, holidays } }] });
    expect(body.tickets[0].clocks[0]).toMatchObject({
      before: { dueAt: '2026-03-02T10:00:00.000Z' },
      after: { dueAt: '2026-03-03T10:00:00.000Z' },
    });
    expect(body.counts.clocks.no_longer_breached).toBe(1);
  });

  it('a policy and the calendar it names, together', async () => {
    const made = await deskWith(1);
    const calendar = { ...CALENDAR, zone: 'Asia/Tokyo' };
    const policy = promise(60, 'tokyo');
    expect((await dryRun(made, { policy })).status).toBe(422);
    const { body } = await dryRun(made, { policy, calendars: [{ name: 'tokyo', calendar }] });
    expect(body.tickets[0].clocks[0].after.dueAt).toBe('2026-03-03T01:00:00.000Z');
  });

  it('changes nothing by what is in force already', async () => {
    const made = await deskWith(3);
    expect((await dryRun(made, { policy: promise(60) })).body).toEqual({
      counts: { looked: 3, changed: 0, clocks: {} },
      tickets: [],
    });
  });

  it('a cursor opens the next page of its own draft alone, over what was in force', async () => {
    const made = await deskWith(3);
    const { body } = await dryRun(made, { policy: promise(90) }, { limit: '1' });
    const query = { limit: '1', cursor: body.next };
    expect((await dryRun(made, { policy: promise(91) }, query)).body.type).toBe('urn:earshot:problem:invalid-cursor');
    expect((await dryRun(made, { policy: promise(90) }, query)).status).toBe(200);
    await made.ask('PUT /sla/policy', { as: '[admin]', headers: ifMatch(1), body: { policy: promise(75) } });
    expect((await dryRun(made, { policy: promise(90) }, query)).status).toBe(400);
  });

  it.each<[string, object, number, string]>([
    ['nothing', {}, 400, ''],
    ['an impossible target', { policy: promise(0) }, 400, '/policy/rules/0/targets/firstResponse/minutes'],
    [
      'a calendar that never opens',
      {
        calendars: [
          {
            name: 'never',
            calendar: { ...CALENDAR, weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } },
          },
        ],
      },
      422,
      '/calendars/0/calendar/weekly',
    ],
    [
      'a calendar twice',
      {
        calendars: [
          { name: 'a', calendar: CALENDAR },
          { name: 'a', calendar: CALENDAR },
        ],
      },
      422,
      '/calendars/1/name',
    ],
  ])('refuses %s', async (_, sent, status, pointer) => {
    const answer = await dryRun(desk(), sent);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([status, pointer]);
  });

  it('is for those who may edit', async () => {
    const made = desk();
    expect((await made.ask(ROUTE, { as: '[agent]', body: { policy: POLICY } })).status).toBe(403);
  });
});
