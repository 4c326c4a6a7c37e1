import { describe, expect, it } from 'vitest';
import type { Item } from '#adapters/table/item-store.ts';
import { TransientError } from '#domain/errors.ts';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { createRollUp, type RollUpPorts } from '#functions/roll-up/roll-up.ts';
import { UNCOUNTED } from '#functions/shell/count.ts';
import { SILENT } from '#functions/shell/log.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';

const DAY = NOON.slice(0, 10);
const eventOf = (ticketId: string, id = `event of ${ticketId}`) => ({
  id,
  body: JSON.stringify({ 'detail-type': 'message.received', detail: { id, ticketId } }),
});

function rolling(override: Partial<RollUpPorts> = {}) {
  const table = memoryTable();
  const parked: string[] = [];
  const hear = async (
    minute: number,
    message = customerMessage({ sentAt: atMinute(minute) }),
    ticketId = 'ticket-1',
  ) => {
    await table.messages.put({ message, ticketId });
    const context = { ticketId, now: atMinute(minute), policy: DEFAULT_SLA_POLICY };
    await table.tickets.change(ticketId, (ticket) => foldHeard(ticket, [heard(message)], context));
  };
  const rollUp = createRollUp({
    ...table,
    keptDays: 10,
    park: async (body) => void parked.push(body),
    clock: () => atMinute(10_000),
    count: UNCOUNTED,
    log: SILENT,
    ...override,
  });
  const derived = (): Item[] => [...table.items.values()].filter(({ kind }) => String(kind).startsWith('metrics'));
  return { table, hear, rollUp, parked, derived };
}

describe('rolling up', () => {
  it('keeps a row for each wait under the day on which it began, until it expires', async () => {
    const { hear, rollUp, table, derived } = rolling();
    await hear(0, customerMessage({ author: { id: 'customer-1', name: 'Ada', followers: 250 } }));
    await hear(30, brandMessage({ sentAt: atMinute(30) }));
    await expect(rollUp([eventOf('ticket-1')])).resolves.toEqual([]);
    const rows = await table.metricsRows.ofDay(DAY);
    expect(rows.map(({ clock, fate }) => [clock, fate]).sort()).toEqual([
      ['firstResponse', 'done'],
      ['resolution', 'waiting'],
    ]);
    expect(rows[0]).toMatchObject({ followers: '100-999', ticketId: 'ticket-1' });
    expect(derived().map(({ expiresAt }) => expiresAt)).toContain(Date.parse(DAY) / 1000 + 10 * 24 * 60 * 60);
    expect(JSON.stringify(derived())).not.toMatch(/Ada|parcel|customer-1/);
  });

  it('makes the same rows of a replay, however often, in whatever order', async () => {
    const { hear, rollUp, derived } = rolling();
    await hear(0);
    await rollUp([eventOf('ticket-1', 'first')]);
    await hear(30, brandMessage({ sentAt: atMinute(30) }));
    await rollUp([eventOf('ticket-1', 'second'), eventOf('ticket-1', 'first')]);
    const once = structuredClone(derived());
    await rollUp([eventOf('ticket-1', 'second')]);
    await Promise.all([rollUp([eventOf('ticket-1', 'first')]), rollUp([eventOf('ticket-1', 'second')])]);
    expect(derived()).toEqual(once);
  });

  it('moves a row to the day of an earlier question that is heard of later', async () => {
    const { hear, rollUp, table } = rolling();
    await hear(0);
    await rollUp([eventOf('ticket-1')]);
    await hear(5, customerMessage({ id: 'm-0', sentAt: atMinute(-13 * 60), receivedAt: atMinute(5) }));
    await rollUp([eventOf('ticket-1')]);
    await expect(table.metricsRows.ofDay(DAY)).resolves.toEqual([]);
    expect((await table.metricsRows.ofDay('2026-03-01')).length).toBeGreaterThan(1);
  });

  it('is not undone by a look at an older revision', async () => {
    const { hear, rollUp, table, derived } = rolling();
    await hear(0);
    const old = await table.tickets.get('ticket-1');
    await hear(30, brandMessage({ sentAt: atMinute(30) }));
    await rollUp([eventOf('ticket-1')]);
    const now = structuredClone(derived());
    const stale = { ...table.tickets, get: async () => old };
    const again = createRollUp({ ...table, ...portsOf(), tickets: stale });
    await expect(again([eventOf('ticket-1')])).resolves.toEqual([]);
    expect(derived()).toEqual(now);
  });

  it('asks for the events of a ticket again that could not be read, and for no others', async () => {
    const table = memoryTable();
    const get = async (id: string) => {
      if (id === 'busy') throw new TransientError('not now');
      return table.tickets.get(id);
    };
    const { rollUp } = rolling({ tickets: { ...table.tickets, get } });
    const records = [eventOf('busy', 'a'), eventOf('gone', 'b'), eventOf('busy', 'c')];
    await expect(rollUp(records)).resolves.toEqual(['a', 'c']);
  });

  it('looks at the ticket in which a merged one goes on, and comes again once when both fail', async () => {
    const looked: string[] = [];
    const get = async (id: string) => {
      looked.push(id);
      throw new TransientError('not now');
    };
    const { rollUp, table } = rolling();
    const failing = createRollUp({ ...table, ...portsOf(), tickets: { ...table.tickets, get } });
    const merged = {
      id: 'merge',
      body: JSON.stringify({ detail: { id: 'e', ticketId: 'loser', data: { into: 'winner' } } }),
    };
    await expect(failing([merged])).resolves.toEqual(['merge']);
    expect(looked).toEqual(['loser', 'winner']);
    await expect(rollUp([merged])).resolves.toEqual([]);
  });

  it('parks what names no ticket, and asks for it again when it cannot', async () => {
    const broken = { id: 'broken', body: '{"detail":{}}' };
    const { rollUp, parked } = rolling();
    await expect(rollUp([broken, { id: 'no JSON', body: '{' }])).resolves.toEqual([]);
    expect(parked).toEqual([broken.body, '{']);
    const full = rolling({ park: () => Promise.reject(new TransientError('queue is full')) });
    await expect(full.rollUp([broken])).resolves.toEqual(['broken']);
  });

  it('pages through a day in a fixed order, every row once', async () => {
    const { hear, rollUp, table } = rolling();
    const ids = Array.from({ length: 20 }, (_, index) => `ticket-${index}`);
    for (const id of ids) await hear(0, customerMessage({ id: `m of ${id}` }), id);
    await rollUp(ids.map((id) => eventOf(id)));
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const { rows, next } = await table.metricsRows.page(DAY, 3, after);
      paged.push(...rows.map(({ ticketId, clock }) => `${ticketId} ${clock}`));
      after = next;
    } while (after !== undefined);
    const all = await table.metricsRows.ofDay(DAY);
    expect(paged).toHaveLength(all.length);
    expect(new Set(paged)).toEqual(new Set(all.map(({ ticketId, clock }) => `${ticketId} ${clock}`)));
  });
});

const portsOf = () => ({
  keptDays: 10,
  park: async () => {},
  clock: () => atMinute(10_000),
  count: UNCOUNTED,
  log: SILENT,
});
