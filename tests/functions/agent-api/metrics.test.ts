import { describe, expect, it } from 'vitest';
import type { MetricsRow } from '#domain/metrics/row.ts';
import { MOST_TICKETS, waitingNow } from '#functions/agent-api/waiting-now.ts';
import { metricsRow } from '#tests/support/metrics.ts';
import { type Asked, type Desk, desk, deskWithTicket } from './desk.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 2, day, 9, minute)).toISOString();

/** A desk that has kept these rows, each of a ticket of its own. */
async function kept(rows: readonly Partial<MetricsRow>[], made: Desk = desk()): Promise<Desk> {
  for (const [index, given] of rows.entries()) {
    const ticketId = `ticket-${String(index).padStart(3, '0')}`;
    const row = metricsRow({ startedAt: at(2), ticketId, ...given });
    await made.table.metricsRows.keep({ ticketId, revision: 1, rows: [row], keptDays: 400 });
  }
  return made;
}

const ask = ({ ask: send }: Desk, path: string, asked: Asked) => send(`GET ${path}`, { as: '[lead]', ...asked });

describe('GET /metrics', () => {
  it('tells the figures of a clock, in whole and by what is asked for', async () => {
    const made = await kept([
      { priority: 'P1', calendarMinutes: 5 },
      { priority: 'P2', calendarMinutes: 25, met: false },
      { priority: 'P2', fate: 'waiting' },
      { clock: 'nextResponse', calendarMinutes: 1 },
      { startedAt: '2026-02-28T23:59:59.999Z' },
    ]);
    const { status, body } = await ask(made, '/metrics', { query: { ...MARCH, by: 'priority' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...MARCH, clock: 'firstResponse', by: 'priority', at: '2026-03-02T10:00:00.000Z' });
    expect(body.total).toMatchObject({ n: 3, done: 2, shareMet: 0.5, calendarMinutes: { mean: 15, p95: 25 } });
    expect(body.total.backlogAge).toMatchObject({ n: 1, p50: 60 });
    expect(body.groups.map(({ key, n }: { key: string; n: number }) => [key, n])).toEqual([
      ['P1', 1],
      ['P2', 2],
    ]);
  });

  it('groups by agent, those whom nobody has answered without a key', async () => {
    const made = await kept([{ agent: 'agent-1' }, { fate: 'ended' }, { by: 'automation' }]);
    const { body } = await ask(made, '/metrics', { query: { ...MARCH, by: 'agent' } });
    expect(body.groups).toMatchObject([
      { key: 'agent-1', n: 1 },
      { n: 1, ended: 1, automation: 1 },
    ]);
  });

  it('tells what waits now, overdue or not, whenever it began, and nothing of it when the period is over', async () => {
    const made = await deskWithTicket();
    made.setNow('2026-03-02T09:20:00.000Z');
    const read = async (query: object) => (await ask(made, '/metrics', { query: { ...MARCH, ...query } })).body.backlog;
    const waiting = { n: 1, overdue: 0, age: expect.objectContaining({ n: 1, p50: 20 }) };
    expect(await read({ by: 'priority' })).toEqual({
      isWhole: true,
      total: waiting,
      groups: [{ key: 'P4', ...waiting }],
    });
    made.setNow('2026-03-02T17:00:00.000Z');
    expect((await read({})).total).toMatchObject({ n: 1, overdue: 1 });
    expect((await read({ clock: 'nextResponse' })).total).toEqual({ n: 0, overdue: 0 });
    expect(await read({ from: '2026-02-01', to: '2026-03-01' })).toBeUndefined();
  });

  it('counts the most pressing of a queue that is too long to be read, and says so', async () => {
    const made = await deskWithTicket();
    const page = await made.table.tickets.list({ limit: 1 });
    const endless = { list: async () => ({ tickets: page.tickets, next: 'more' }) };
    const { waiting, isWhole } = await waitingNow(endless, { clock: 'firstResponse', now: at(2) });
    expect([waiting.length, isWhole]).toEqual([MOST_TICKETS / 100, false]);
  });

  it.each([
    [{ from: '2026-03-02', to: '2026-03-01' }],
    [{ from: '2026-01-01', to: '2026-04-03' }],
    [{ from: '2026-02-30', to: '2026-03-01' }],
    [{ ...MARCH, by: 'customer' }],
  ])('refuses %j', async (query) => {
    await expect(ask(desk(), '/metrics', { query })).resolves.toMatchObject({ status: 400 });
  });

  it.each(['/metrics', '/metrics/rows', '/metrics/fairness'])(
    '%s is for leads, and for machines with its scope',
    async (path) => {
      await expect(ask(desk(), path, { query: MARCH, as: '[agent]' })).resolves.toMatchObject({ status: 403 });
      const claims = (scope: string) => ({ sub: 'report', client_id: 'report', scope });
      const machine = (scope: string) => desk().ask(`GET ${path}`, { query: MARCH, claims: claims(scope), text: true });
      await expect(machine('earshot/metrics.read')).resolves.toMatchObject({ status: 200 });
      await expect(machine('earshot/tickets.read')).resolves.toMatchObject({ status: 403 });
    },
  );
});

describe('GET /metrics/rows', () => {
  const rows = (made: Desk, more: Record<string, string> = {}, accept?: string) =>
    ask(made, '/metrics/rows', {
      query: { ...MARCH, ...more },
      text: true,
      ...(accept && { headers: { Accept: accept } }),
    });

  it('exports rows as JSON lines', async () => {
    const answer = await rows(await kept([{ calendarMinutes: 5 }, { startedAt: at(31) }]));
    expect(answer.headers).toMatchObject({ 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(lines).toEqual([
      metricsRow({ ticketId: 'ticket-000', startedAt: at(2), calendarMinutes: 5 }),
      metricsRow({ ticketId: 'ticket-001', startedAt: at(31) }),
    ]);
  });

  it('exports CSV when that is asked for, and no formulas', async () => {
    const made = await kept([{ team: '=1+1', agent: 'a,"b"', points: { score: 30, reach: 8 } }]);
    const answer = await rows(made, {}, 'text/csv');
    const [header = '', line = '', ...rest] = answer.body.split('\r\n');
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    expect(rest).toEqual(['']);
    expect(header.split(',').slice(-2)).toEqual(['score', 'reach']);
    expect(line).toContain("'=1+1");
    expect(line).toContain('"a,""b"""');
    expect(line).toMatch(/,30,8$/);
  });

  it('goes on page by page, every row once', async () => {
    const made = await kept(Array.from({ length: 25 }, (_, index) => ({ startedAt: at(1 + (index % 20)) })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await rows(made, { limit: '4', ...(cursor && { cursor }) });
      seen.push(
        ...answer.body
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line: string) => JSON.parse(line).ticketId),
      );
      cursor = answer.headers['next-cursor'];
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(
      Array.from({ length: 25 }, (_, index) => `ticket-${String(index).padStart(3, '0')}`),
    );
  });

  it('takes the cursor of no other export', async () => {
    const made = await kept([{}, {}]);
    const cursor = (await rows(made, { limit: '1' })).headers['next-cursor'] ?? '';
    await expect(ask(made, '/metrics/rows', { query: { ...MARCH, to: '2026-03-30', cursor } })).resolves.toMatchObject({
      status: 400,
    });
  });

  it('tells nothing of who waits in blind mode', async () => {
    const given = { followers: '1M+', points: { score: 30, reach: 10 } } as const;
    const made = await kept([given, { ...given, fate: 'waiting' }], desk({ blindUntilClaimed: true }));
    const lines = (await rows(made)).body
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(lines.map(({ fate, followers }: MetricsRow) => [fate, followers]).sort()).toEqual([
      ['done', '1M+'],
      ['waiting', undefined],
    ]);
  });
});

describe('GET /metrics/fairness', () => {
  it('compares who is answered, with the policy in force, and says what was too little', async () => {
    const made = await kept([
      ...Array.from({ length: 20 }, () => ({ followers: '0-99', language: 'de' }) as const),
      ...Array.from({ length: 5 }, () => ({ language: 'en', fate: 'ended' }) as const),
    ]);
    const { status, body } = await ask(made, '/metrics/fairness', { query: MARCH });
    expect(status).toBe(200);
    expect(body).toMatchObject({ leastRows: 20, n: 25, open: 0, reach: { policyVersion: 'priority-2', groups: [] } });
    expect(body.by.followers).toMatchObject({ groups: [{ of: ['0-99'], n: 20, responseRate: 1 }], leftOut: 5 });
    expect(body.by.platform.groups).toMatchObject([{ of: ['x'], n: 25, responseRate: 0.8 }]);
  });
});
