import { describe, expect, it } from 'vitest';
import { POLICY_NAME } from '#domain/policy/documents.ts';
import { look } from '#domain/sweep.ts';
import { CALENDAR, type Desk, desk, hear, ifMatch, messageFrom, POLICY } from '#tests/functions/agent-api/desk.ts';
import { rederivationOf, wordOf } from './rederive.ts';

const promise = (minutes: number, calendar = 'round_the_clock') => {
  const target = { minutes, calendar, warn: [{ percent: 80 }], pauseOn: [] };
  return { ...POLICY, rules: [{ when: {}, targets: { firstResponse: target } }] };
};
const putPolicy = (made: Desk, version: number, policy: unknown) =>
  made.ask('PUT /sla/policy', { as: '[admin]', headers: ifMatch(version), body: { policy } });

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `ticket-${index}`);

/** A desk whose policy promises an hour, with tickets opened at nine, a minute apart. It is ten o'clock. */
async function deskWith(count: number): Promise<Desk> {
  const made = desk();
  await putPolicy(made, 0, promise(60));
  for (const [index, id] of idsOf(count).entries()) {
    const sentAt = new Date(Date.parse('2026-03-02T09:00:00.000Z') + index * 60_000).toISOString();
    await hear(made, messageFrom({ id: `message-${index}`, threadKeys: [id], sentAt, receivedAt: sentAt }), id);
  }
  return made;
}

const clockOf = async ({ table }: Desk, id: string) => (await table.tickets.get(id))?.clocks.firstResponse;
const dueTimes = async (made: Desk, count: number) =>
  Promise.all(idsOf(count).map(async (id) => (await clockOf(made, id))?.dueAt));

describe('after an edit', () => {
  it('due times move exactly as the dry run said, and the history says why', async () => {
    const made = await deskWith(5);
    const draft = { policy: promise(90) };
    const { body } = await made.ask('POST /sla/dry-run', { as: '[admin]', body: draft });
    await putPolicy(made, 1, draft.policy);
    const { work, later, drain, counted } = rederivationOf(made);
    expect(await work(wordOf('policy', { name: POLICY_NAME, number: 2 }))).toBe('spread');
    expect(later).toHaveLength(16);
    await drain();
    for (const { ticketId, clocks } of body.tickets) {
      const { state, dueAt } = clocks[0].after;
      expect({ state: 'running', ...(await clockOf(made, ticketId)) }).toMatchObject({ state, dueAt });
      const [last] = (await made.table.tickets.history(ticketId)).slice(-1);
      expect(last).toMatchObject({ deed: { type: 'recomputed' }, by: { kind: 'system' } });
      expect(last?.why).toBe('SLA policy: version 2 in force.');
    }
    expect(body.tickets).toHaveLength(5);
    expect(counted).toHaveLength(5);
  });

  it('a ticket is derived once, however often the word or a walk comes', async () => {
    const made = await deskWith(3);
    await putPolicy(made, 1, promise(90));
    const { work, drain, counted } = rederivationOf(made);
    for (let times = 0; times < 3; times++) {
      await work(wordOf('policy', { name: POLICY_NAME, number: 2 }));
      await drain();
    }
    expect(counted).toHaveLength(3);
    expect((await made.table.tickets.history('ticket-0')).map(({ deed }) => deed.type)).toEqual([
      'heard',
      'recomputed',
    ]);
  });

  it('a holiday added late moves the clocks on that calendar, and a breach that was told is taken back once', async () => {
    const made = await deskWith(1);
    await putPolicy(made, 1, promise(30, 'business'));
    const { work, drain } = rederivationOf(made);
    await work(wordOf('policy', { name: POLICY_NAME, number: 2 }));
    await drain();
    await made.table.tickets.change('ticket-0', (ticket, _, book) => look(ticket, made.ports.clock(), book));
    const calendar = { ...CALENDAR, holidays: [{ date: '2026-03-02', name: 'Closed after all' }] };
    const asked = { as: '[admin]', params: { name: 'business' }, headers: ifMatch(0), body: { calendar } };
    await made.ask('PUT /sla/calendars/{name}', asked);
    for (let times = 0; times < 2; times++) {
      await work(wordOf('calendar', { name: 'business', number: 1 }));
      await drain();
    }
    expect((await clockOf(made, 'ticket-0'))?.dueAt).toBe('2026-03-03T09:30:00.000Z');
    const history = await made.table.tickets.history('ticket-0');
    expect(history.at(-1)?.why).toBe('Calendar business: version 1 in force.');
    const told = history.flatMap((entry) => entry.told ?? []).map(({ fact, cause }) => [fact, cause]);
    expect(told).toEqual([
      ['breached', undefined],
      ['recovered', 'moved'],
    ]);
  });

  it('a version that is no longer in force leaves the work to the one that is', async () => {
    const made = await deskWith(2);
    await putPolicy(made, 1, promise(90));
    const { work, drain, later } = rederivationOf(made);
    await work(wordOf('policy', { name: POLICY_NAME, number: 2 }));
    await putPolicy(made, 2, promise(120));
    const before = await dueTimes(made, 2);
    expect(await work(later[0] ?? '')).toBe('superseded');
    await drain();
    expect(await dueTimes(made, 2)).toEqual(before);
    expect(await work(wordOf('policy', { name: POLICY_NAME, number: 3 }))).toBe('spread');
    await drain();
    expect(await dueTimes(made, 2)).toEqual(['2026-03-02T11:00:00.000Z', '2026-03-02T11:01:00.000Z']);
  });

  it('a resolved ticket is left as it was', async () => {
    const made = await deskWith(1);
    await made.ask('POST /tickets/{ticketId}/status', {
      params: { ticketId: 'ticket-0' },
      headers: ifMatch(0),
      body: { status: 'resolved', lastMessageSeen: 1 },
    });
    await putPolicy(made, 1, promise(90));
    const { work, drain, counted } = rederivationOf(made);
    await work(wordOf('policy', { name: POLICY_NAME, number: 2 }));
    await drain();
    expect(counted).toEqual([]);
  });
});

describe('a walk', () => {
  it('hands on the place where its time ran out, and all together miss nothing', async () => {
    const made = await deskWith(40);
    await putPolicy(made, 1, promise(90));
    let ms = Date.parse('2026-03-02T10:00:00.000Z');
    const clock = () => {
      ms += 20_000;
      return new Date(ms).toISOString();
    };
    const page = ({ walk }: Desk['table']): Desk['table']['walk'] => ({
      ...walk,
      page: (shard, { after }) => walk.page(shard, { after, limit: 3 }),
    });
    const { work, drain, counted, queue, later } = rederivationOf(made, { clock, walk: page(made.table) });
    await work(wordOf('policy', { name: POLICY_NAME, number: 2 }));
    const first = later.find((body) => body.includes('"new#'));
    await work(first ?? '');
    expect(queue.map((body) => JSON.parse(body))).toEqual([
      expect.objectContaining({ shard: JSON.parse(first ?? '').shard, after: expect.stringContaining('#ticket-') }),
    ]);
    await drain();
    expect(counted).toHaveLength(40);
  });

  it('sets a ticket aside that fails, and goes on with its neighbours', async () => {
    const made = await deskWith(4);
    await putPolicy(made, 1, promise(90));
    let isBroken = true;
    const change: Desk['table']['tickets']['change'] = async (id, ...rest) => {
      if (id === 'ticket-2' && isBroken) throw new Error('down');
      return made.table.tickets.change(id, ...rest);
    };
    const { work, later, queue, counted, warned } = rederivationOf(made, { tickets: { change } });
    await work(wordOf('policy', { name: POLICY_NAME, number: 2 }));
    for (const body of later) await work(body);
    expect(counted).toHaveLength(3);
    expect(warned).toEqual([expect.objectContaining({ ticketId: 'ticket-2' })]);
    const [alone = ''] = queue;
    expect(JSON.parse(alone)).toMatchObject({ ticketId: 'ticket-2' });
    await expect(work(alone)).rejects.toThrow('down');
    isBroken = false;
    expect(await work(alone)).toBe('derived');
    expect(counted).toHaveLength(4);
  });

  it('parks what nobody can read', () => {
    const { work } = rederivationOf(desk());
    expect(() => work('{"shard": 1}')).toThrow('rederivation_broken');
    expect(() => work('nothing')).toThrow('rederivation_broken');
  });
});
