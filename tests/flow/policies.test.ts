import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { say, startFlow, times } from '#tests/support/flow.ts';
import { type Desk, deskFor } from '#tests/support/flow-desk.ts';

/** An edit of the policy and of a calendar, from the API to the last ticket's clocks, on the engines. */

const TICKETS = 6;
const MINUTE_MS = 60_000;
/** Longer than functions work by what was in force before, and than a walk waits for that. */
const PAST_DELAY_MS = 3 * MINUTE_MS;

let care: CareStack;
let admin: Desk;
let ids: string[];

beforeAll(async () => {
  care = await startFlow();
  const { stack } = care;
  for (const number of times(TICKETS, (each) => each)) {
    const customer = `customer-${number}`;
    await say(stack, {
      wording: 'standard.private',
      customer,
      id: `m-${number}`,
      text: 'Hello, a question.',
      sentAtMs: stack.clock.now(),
    });
  }
  await stack.idle();
  admin = await deskFor(stack, 'admin');
  const { body } = await admin.call('/tickets?limit=100');
  ids = (body['tickets'] as { id: string }[]).map(({ id }) => id);
});

afterAll(() => care?.stop());

const target = (minutes: number, calendar: string) => ({ minutes, calendar, warn: [{ percent: 50 }], pauseOn: [] });
const policyOf = (minutes: number, calendar = 'business') => ({
  name: 'Test',
  rules: [
    { when: {}, targets: { firstResponse: target(minutes, calendar), resolution: target(minutes * 2, calendar) } },
  ],
  closeAfterDays: 7,
  automationAnswers: false,
  escalation: [],
});

interface Change {
  readonly clock: string;
  readonly after?: { readonly dueAt?: string };
}
type Foreseen = { readonly ticketId: string; readonly clocks: readonly Change[] }[];

/** What the dry run says of every ticket: due times by clock. */
async function foreseen(draft: object): Promise<Record<string, Record<string, string | undefined>>> {
  const { status, body } = await admin.call('/sla/dry-run', { body: draft });
  expect(status).toBe(200);
  const byTicket = (body['tickets'] as Foreseen).map(({ ticketId, clocks }) => {
    return [ticketId, Object.fromEntries(clocks.map(({ clock, after }) => [clock, after?.dueAt]))];
  });
  return Object.fromEntries(byTicket);
}

/** Puts a document in force and waits until the clocks have followed. */
async function put(path: string, body: object): Promise<void> {
  const { etag } = await admin.call(path);
  expect((await admin.call(path, { method: 'PUT', body, etag: etag || '"0"' })).status).toBe(200);
  await care.stack.clock.advance(PAST_DELAY_MS);
  await care.stack.idle({ timeoutMs: 60_000 });
}

interface SeenClock {
  readonly dueAt?: string;
}

async function dueTimes(id: string): Promise<Record<string, string | undefined>> {
  const { ticket } = await admin.read(id);
  const clocks = Object.entries(ticket.clocks as Record<string, SeenClock>);
  return Object.fromEntries(clocks.map(([clock, { dueAt }]) => [clock, dueAt]));
}

async function whysOf(id: string): Promise<unknown[]> {
  const { history } = await admin.read(id);
  return history.flatMap(({ deed, ...entry }) => (deed.type === 'recomputed' ? [(entry as { why?: string }).why] : []));
}

const told = (type: string) => care.stack.archive().filter(({ event }) => event['detail-type'] === type);

/** The warnings of a clock, told once each. */
function warned(clock: string): unknown[] {
  const details = told('sla.warning').map(({ event }) => event.detail as { id: string; data: { clock: string } });
  const ids = details.flatMap(({ id, data }) => (data.clock === clock ? [id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  return ids;
}

describe('an edit', () => {
  it('of the policy moves every due time as the dry run said, and the history says why', async () => {
    const policy = policyOf(60);
    const expected = await foreseen({ policy });
    expect(Object.keys(expected).toSorted()).toEqual(ids.toSorted());
    await put('/sla/policy', { policy, why: 'Longer.' });
    for (const id of ids) {
      expect(await dueTimes(id)).toEqual(expected[id]);
      expect(await whysOf(id)).toEqual(['SLA policy: version 1 in force.']);
    }
    expect(told('sla.policy_changed').map(({ event }) => event.detail)).toEqual([
      expect.objectContaining({ data: expect.objectContaining({ version: '1' }) }),
    ]);
  });

  it('of a calendar moves them once more, after they have warned, and nothing is warned of twice', async () => {
    const { stack } = care;
    await stack.clock.advance(40 * MINUTE_MS);
    await stack.idle({ timeoutMs: 60_000 });
    expect(warned('firstResponse')).toHaveLength(TICKETS);
    admin = await deskFor(stack, 'admin');
    const { body } = await admin.call('/sla/calendars/business');
    const exceptions = [{ date: '2026-03-02', intervals: [{ from: '10:00', to: '17:00' }] }];
    const calendar = { ...(body['calendar'] as object), exceptions };
    const expected = await foreseen({ calendars: [{ name: 'business', calendar }] });
    await put('/sla/calendars/business', { calendar, why: 'We opened late.' });
    for (const id of ids) {
      expect(await dueTimes(id)).toEqual(expected[id]);
      expect(await whysOf(id)).toEqual(['SLA policy: version 1 in force.', 'Calendar business: version 1 in force.']);
    }
    expect(await dueTimes(ids[0] ?? '')).toMatchObject({ firstResponse: '2026-03-02T11:00:00.000Z' });
    await stack.clock.advance(80 * MINUTE_MS);
    await stack.idle({ timeoutMs: 120_000 });
    expect(warned('firstResponse')).toHaveLength(TICKETS);
    expect(warned('resolution')).toHaveLength(TICKETS);
    expect(told('sla.breached')).toHaveLength(TICKETS);
    expect(stack.queued(stack.outputs['RederivationDlqUrl'] ?? '')).toEqual([]);
  });
});
