import { describe, expect, it } from 'vitest';
import type { MetricsRow } from '#domain/metrics/row.ts';
import { recompute } from '#domain/recompute.ts';
import { look } from '#domain/sweep.ts';
import { createRollUp, type RollUpPorts } from '#functions/roll-up/roll-up.ts';
import { UNCOUNTED } from '#functions/shell/count.ts';
import { SILENT } from '#functions/shell/log.ts';
import { recomputeClocks } from '#local/clocks/recompute.ts';
import { CALENDAR, type Desk, desk, hear, ifMatch, messageFrom, POLICY } from '#tests/functions/agent-api/desk.ts';

/** Rows follow what deriving anew has moved, and what it has corrected. 2026-03-02 is a Monday. */

const DAY = '2026-03-02';
const at = (time: string): string => `2026-03-02T${time}:00.000Z`;

const putPolicy = (made: Desk, version: number, minutes: number) => {
  const targets = { firstResponse: { minutes, calendar: 'business', warn: [], pauseOn: [] } };
  const policy = { ...POLICY, rules: [{ when: {}, targets }] };
  return made.ask('PUT /sla/policy', { as: '[admin]', headers: ifMatch(version), body: { policy } });
};
const putHolidays = (made: Desk, version: number, dates: readonly string[]) =>
  made.ask('PUT /sla/calendars/{name}', {
    as: '[admin]',
    params: { name: 'business' },
    headers: ifMatch(version),
    body: { calendar: { ...CALENDAR, holidays: dates.map((date) => ({ date, name: 'Closed' })) } },
  });

const SHELL = { keptDays: 10, park: async () => {}, count: UNCOUNTED, log: SILENT };

const rollUpOf = ({ table, ports }: Desk, given: Partial<RollUpPorts> = {}) => {
  const rollUp = createRollUp({ ...table, ...SHELL, clock: ports.clock, ...given });
  return (type: string) =>
    rollUp([{ id: type, body: JSON.stringify({ 'detail-type': type, detail: { id: type, ticketId: 't' } }) }]);
};

const rowOf = async (made: Desk): Promise<MetricsRow | undefined> =>
  (await made.table.metricsRows.ofDay(DAY)).find(({ clock }) => clock === 'firstResponse');

/** Two working minutes were promised at nine, and the breach was told. */
async function breached(): Promise<Desk> {
  const made = desk();
  made.setNow('2026-02-01T00:00:00.000Z');
  await putPolicy(made, 0, 2);
  made.setNow(at('09:00'));
  await hear(made, messageFrom({ id: 'in', threadKeys: ['t'], sentAt: at('09:00'), receivedAt: at('09:00') }), 't');
  made.setNow(at('09:03'));
  await made.table.tickets.change('t', (ticket, _, book) => look(ticket, at('09:03'), book));
  return made;
}

async function answer(made: Desk): Promise<void> {
  made.setNow(at('09:05'));
  const out = { id: 'out', threadKeys: ['t'], direction: 'out', sentAt: at('09:05'), receivedAt: at('09:05') } as const;
  await hear(made, messageFrom(out), 't');
}

async function correct(made: Desk): Promise<void> {
  await recomputeClocks({ ...made.table, clock: made.ports.clock }, { from: at('00:00'), dryRun: false });
}

describe('the row of a wait that is over', () => {
  it('moves by a correction and by nothing else, back again too, however often it is told', async () => {
    const made = await breached();
    await answer(made);
    const rollUp = rollUpOf(made);
    await rollUp('message.sent');
    expect(await rowOf(made)).toMatchObject({ met: false, dueAt: at('09:02') });
    made.setNow(at('12:00'));
    await putHolidays(made, 0, [DAY]);
    await rollUp('message.sent');
    expect(await rowOf(made)).toMatchObject({ met: false, dueAt: at('09:02') });
    made.setNow(at('12:01'));
    await correct(made);
    for (const type of ['sla.recomputed', 'sla.recomputed', 'message.sent']) {
      await rollUp(type);
      const row = await rowOf(made);
      expect(row).toMatchObject({ met: true, dueAt: '2026-03-03T09:02:00.000Z', correctedAt: at('12:01') });
      expect(row).toMatchObject({ businessMinutes: 0, calendarMinutes: 5 });
    }
    made.setNow(at('12:02'));
    await putHolidays(made, 1, []);
    made.setNow(at('12:03'));
    await correct(made);
    await rollUp('sla.recomputed');
    expect(await rowOf(made)).toMatchObject({ met: false, dueAt: at('09:02'), correctedAt: at('12:03') });
  });
});

describe('the row of a wait that goes on', () => {
  it('moves with its clock when that is derived anew', async () => {
    const made = await breached();
    const rollUp = rollUpOf(made);
    await rollUp('sla.breached');
    expect(await rowOf(made)).toMatchObject({ met: false, dueAt: at('09:02') });
    await putPolicy(made, 1, 60);
    await made.table.tickets.change('t', (ticket) => ticket && recompute(ticket, { now: made.ports.clock() }));
    await rollUp('sla.recomputed');
    const row = await rowOf(made);
    expect(row).toMatchObject({ dueAt: at('10:00'), targetMinutes: 60, policyVersion: '2' });
    expect(row).not.toHaveProperty('met');
  });

  it('does not begin with that', async () => {
    const made = await breached();
    await rollUpOf(made)('sla.recomputed');
    expect(await rowOf(made)).toBeUndefined();
  });

  it('begins when something else came with it, in whatever order', async () => {
    const made = await breached();
    const { table, ports } = made;
    const rollUp = createRollUp({ ...table, ...SHELL, clock: ports.clock });
    const events = ['sla.recomputed', 'sla.breached', 'sla.recomputed'];
    await rollUp(
      events.map((type, id) => ({
        id: String(id),
        body: JSON.stringify({ 'detail-type': type, detail: { id: type, ticketId: 't' } }),
      })),
    );
    expect(await rowOf(made)).toMatchObject({ met: false });
  });

  it('is derived by a book that is no older than the last change of its ticket', async () => {
    const made = await breached();
    const old = await made.table.slaBook();
    const asked: (string | undefined)[] = [];
    await putPolicy(made, 1, 60);
    made.setNow(at('09:04'));
    await made.table.tickets.change('t', (ticket) => ticket && recompute(ticket, { now: at('09:04') }));
    const slaBook = async (notBefore?: string) => {
      asked.push(notBefore);
      return notBefore === at('09:04') ? made.table.slaBook() : old;
    };
    await rollUpOf(made, { slaBook })('sla.recovered');
    expect(asked).toEqual([at('09:04')]);
    expect(await rowOf(made)).toMatchObject({ dueAt: at('10:00') });
  });
});
