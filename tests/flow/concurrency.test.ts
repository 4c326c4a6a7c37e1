import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import type { FaultChange } from '#local/proxy/faults.ts';
import { deliveryOf, type Line, parkedInbound, post, say, startFlow, times } from '#tests/support/flow.ts';
import { deskFor } from '#tests/support/flow-desk.ts';
import { tableOf } from '#tests/support/flow-table.ts';

const ENVIRONMENTS = 6;
const TROUBLE: FaultChange = { dynamodb: { throttle: 0.05, conflict: 0.15, lostAnswer: 0.05 } };

let care: CareStack;

beforeAll(async () => {
  care = await startFlow({ environments: ENVIRONMENTS });
});

afterAll(() => care?.stop());

beforeEach(() => care.stack.faults.clear());

const line = (customer: string, number: number): Line => ({
  wording: 'standard.private',
  customer,
  id: `${customer}-${number}`,
  thread: 'one thread',
  text: `Number ${number}: where is my parcel?`,
  sentAtMs: care.stack.clock.now() + number,
});

const struck = (kind: string): number => care.stack.faults.injected()[kind] ?? 0;

const triage = () => care.stack.functions().find(({ label }) => label === 'triage');

describe('many at once', () => {
  it('makes one ticket of 100 different first messages of one thread', async () => {
    const { stack } = care;
    await stack.faults.set(TROUBLE);
    const statuses = await Promise.all(times(100, (number) => say(stack, line('hundred', number))));
    await stack.idle();
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(triage()?.environments).toBeGreaterThanOrEqual(4);
    for (const kind of ['dynamodb.conflict', 'dynamodb.throttle', 'dynamodb.lostAnswer']) {
      expect(struck(kind), kind).toBeGreaterThan(0);
    }

    const table = await tableOf(stack);
    const all = times(100, (number) => `hundred-${number}`).toSorted();
    const [ticket, ...others] = table.liveTickets('hundred');
    expect(others).toEqual([]);
    expect(ticket?.lastMessageSeen).toBe(100);
    expect(table.heard(ticket?.id ?? '').toSorted()).toEqual(all);
    expect(
      table
        .messages('hundred')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(all);
    expect(parkedInbound(stack)).toEqual([]);
  });

  it('makes one message and one ticket of the same delivery 50 times', async () => {
    const { stack } = care;
    await stack.faults.set(TROUBLE);
    const delivery = deliveryOf(stack, line('fifty', 1));
    const answers = await Promise.all(times(50, () => post(stack, delivery)));
    await stack.idle();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));

    const table = await tableOf(stack);
    const [ticket, ...others] = table.liveTickets('fifty');
    expect(others).toEqual([]);
    expect(ticket?.lastMessageSeen).toBe(1);
    expect(table.heard(ticket?.id ?? '')).toEqual(['fifty-1']);
    expect(table.messages('fifty')).toHaveLength(1);
    expect(parkedInbound(stack)).toEqual([]);
    const told = stack.archive().filter(({ event }) => (event.detail as { ticketId?: string }).ticketId === ticket?.id);
    const ids = told.map(({ event }) => (event.detail as { id: string }).id);
    expect([...new Set(told.map(({ event }) => event['detail-type']))].toSorted()).toEqual([
      'message.received',
      'ticket.opened',
    ]);
    expect(new Set(ids).size).toBe(2);
  });

  it('lets one of twenty agents claim a ticket', async () => {
    const { stack } = care;
    await say(stack, line('claimed', 1));
    await stack.idle();
    const id = (await tableOf(stack)).liveTickets('claimed')[0]?.id ?? '';
    const desks = await Promise.all(times(20, (number) => deskFor(stack, 'agent', `agent-${number}`)));
    const { etag } = (await desks[0]?.read(id)) ?? { etag: '' };
    await stack.faults.set({ dynamodb: { conflict: 0.1 } });
    const answers = await Promise.all(desks.map(({ call }) => call(`/tickets/${id}/claim`, { body: {}, etag })));
    const won = answers.flatMap(({ status }, number) => (status === 200 ? [`agent-${number}`] : []));
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409 && status !== 412)).toEqual([]);

    const table = await tableOf(stack);
    const [ticket] = table.liveTickets('claimed');
    expect([ticket?.assignee, ticket?.workVersion]).toEqual([won[0], 1]);
  });
});
