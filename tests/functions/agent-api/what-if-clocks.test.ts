import { describe, expect, it } from 'vitest';
import { whatIfView } from '#contracts/agent-api-priority-views.ts';
import { SYSTEM } from '#domain/actor.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { look } from '#domain/sweep.ts';
import type { Ticket } from '#domain/ticket.ts';
import { type Desk, desk, hear, ifMatch, messageFrom, PRIORITY_POLICY, TICKET } from './desk.ts';

const at = (time: string) => `2026-03-02T${time}:00.000Z`;
const ASKED = at('09:00');
const CHANGED = at('09:50');
const CUSTOMER = { account: 'standard:brand', customerId: 'customer-1' };
const params = { ticketId: TICKET, messageId: 'message-1' };

/** A ticket of P4 since nine, swept each minute until ten to ten. */
async function waiting(): Promise<Desk> {
  const made = desk();
  made.setNow(ASKED);
  await hear(made, messageFrom({ sentAt: ASKED, receivedAt: ASKED }));
  await made.table.threads.resolve({ ...CUSTOMER, keys: ['thread-1'] }, TICKET);
  await sweepUntil(made, CHANGED);
  return made;
}

/** Time passes, and the sweep looks each minute. */
async function sweepUntil(made: Desk, until: string): Promise<void> {
  for (let ms = Date.parse(made.now()); ms <= Date.parse(until); ms += 60_000) {
    const now = new Date(ms).toISOString();
    made.setNow(now);
    for (let found = true; found; )
      ({ changed: found } = await made.table.tickets.change(TICKET, (ticket, _, book) => look(ticket, now, book)));
  }
}

async function ticketOf({ table }: Desk): Promise<Ticket> {
  const ticket = await table.tickets.get(TICKET);
  if (!ticket) throw new Error('no such ticket');
  return ticket;
}

async function tried({ ask }: Desk, body: object) {
  const answer = await ask('POST /priority/what-if', { body: { ticketIds: [TICKET], ...body } });
  const [compared] = whatIfView.parse(answer.body).compared;
  if (!compared) throw new Error('nothing compared');
  return compared;
}

const dueAt = ({ clocks }: Ticket) => Object.fromEntries(CLOCK_NAMES.map((name) => [name, clocks[name]?.dueAt]));

const eager = { ...PRIORITY_POLICY, thresholds: { ...PRIORITY_POLICY.thresholds, P3: 5 } };
const putPolicy = (made: Desk, policy: object) =>
  made.ask('PUT /priority/policy', { as: '[admin]', headers: ifMatch(0), body: { policy, why: 'A trial.' } });

type Way = readonly [
  how: string,
  deed: string,
  asked: (made: Desk) => Promise<object>,
  done: (made: Desk) => Promise<unknown>,
];

const WAYS: readonly Way[] = [
  [
    'another policy',
    'reprioritised',
    async () => ({ policy: eager }),
    async (made) => {
      await putPolicy(made, eager);
      const change = { deed: { type: 'reprioritised' }, by: SYSTEM, at: CHANGED, isWork: false } as const;
      await made.table.tickets.change(TICKET, (ticket) => ticket && { ...change, body: ticket });
    },
  ],
  [
    'a label',
    'labelled',
    async (made) => {
      const { said } = (await tried(made, { change: { returns: 0 } })).before.inputs;
      const found = { urgency: 'critical', intent: 'safety', unsure: undefined };
      return { change: { said: said.map((one) => ({ ...one, ...found })) } };
    },
    (made) =>
      made.ask('POST /tickets/{ticketId}/messages/{messageId}/labels', {
        params,
        body: { urgency: 'critical', intent: 'safety', why: 'A fire.' },
      }),
  ],
  [
    "the customer's tier",
    'tier_set',
    async (made) => {
      await putPolicy(made, { ...PRIORITY_POLICY, thresholds: { ...PRIORITY_POLICY.thresholds, P3: 15 } });
      return { change: { tier: 'vip' } };
    },
    (made) =>
      made.ask('PUT /accounts/{account}/customers/{customerId}/tier', {
        as: '[lead]',
        params: CUSTOMER,
        body: { tier: 'vip', why: 'A contract.' },
      }),
  ],
];

describe('what if a ticket had another priority', () => {
  it.each(WAYS)(
    'by %s: every clock is due when it was said to be, and nothing is told twice',
    async (_, deed, asked, done) => {
      const made = await waiting();
      const before = await ticketOf(made);
      const { clocks = [], after } = await tried(made, await asked(made));
      expect(await ticketOf(made)).toEqual(before);
      expect(clocks.map(({ clock }) => clock)).toEqual(expect.arrayContaining(['firstResponse', 'resolution']));
      await done(made);
      const changed = await ticketOf(made);
      expect(changed.assessment.priority).toBe(after.priority);
      expect(after.priority).not.toBe(before.assessment.priority);
      const said = Object.fromEntries(clocks.map(({ clock, after: then }) => [clock, then?.dueAt]));
      expect(dueAt(changed)).toEqual({ ...dueAt(before), ...said });
      expect(changed.lastEntry).toMatchObject({ deed: { type: deed }, state: { priority: after.priority } });
      await sweepUntil(made, at('12:00'));
      const told = (await made.table.tickets.history(TICKET)).flatMap((entry) => entry.told ?? []);
      const names = told.map(({ fact, clock, number }) => `${fact} ${clock} ${number}`);
      expect(names).toContain('breached firstResponse 1');
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it('says what would be broken or warned of at once', async () => {
    const { clocks = [] } = await tried(await waiting(), { policy: eager });
    expect(clocks.map(({ clock, before, after, effects }) => [clock, before?.dueAt, after?.dueAt, effects])).toEqual([
      ['firstResponse', at('17:00'), at('10:00'), ['due_earlier', 'newly_warned', 'warning_moved']],
      ['resolution', '2026-03-04T17:00:00.000Z', '2026-03-03T09:00:00.000Z', ['due_earlier', 'warning_moved']],
    ]);
  });

  it('tells no clock where none would change, on a ticket out of work, or of free inputs', async () => {
    const made = await waiting();
    const { before, clocks } = await tried(made, { change: { returns: 0 } });
    expect(clocks).toEqual([]);
    const free = await made.ask('POST /priority/what-if', {
      body: { inputs: { ...before.inputs, at: CHANGED }, policy: eager },
    });
    expect(whatIfView.parse(free.body).compared[0]).not.toHaveProperty('clocks');
    const resolved = {
      deed: { type: 'moved', from: 'new', to: 'resolved' },
      by: SYSTEM,
      at: CHANGED,
      isWork: true,
    } as const;
    await made.table.tickets.change(
      TICKET,
      (ticket) => ticket && { ...resolved, body: { ...ticket, status: 'resolved' } },
    );
    expect((await tried(made, { policy: eager })).clocks).toEqual([]);
  });
});
