import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ticketPriorityView, whatIfView } from '#contracts/agent-api-priority-views.ts';
import { ticketView } from '#contracts/agent-api-views.ts';
import type { CareStack } from '#local/care/care-stack.ts';
import { eventsOf, type Line, say, startFlow } from '#tests/support/flow.ts';
import { type Desk, deskFor } from '#tests/support/flow-desk.ts';
import { tableOf } from '#tests/support/flow-table.ts';

/** A priority on the engines: lifted by waiting, moved by a tier, explained, tried and set otherwise. */

const MINUTE_MS = 60_000;
const LEVELS = ['P4', 'P3', 'P2', 'P1'];

let care: CareStack;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());

/** Hours pass in this file: a token is fresh each time. */
const desk = (role: 'agent' | 'lead' | 'admin'): Promise<Desk> => deskFor(care.stack, role, `${role}-1`);

const line = (customer: string, id: string, given: Partial<Line> = {}): Line => ({
  wording: 'standard.private',
  customer,
  id,
  text: 'Hello, do you have a shop in Ulm?',
  sentAtMs: care.stack.clock.now(),
  ...given,
});

/** Somebody writes. @returns the one ticket in work that they have. */
async function hears(said: Line): Promise<string> {
  expect(await say(care.stack, said)).toBe(200);
  await care.stack.idle();
  return (await tableOf(care.stack)).liveTickets(said.customer)[0]?.id ?? '';
}

async function explained(id: string) {
  const { status, body } = await (await desk('agent')).call(`/tickets/${id}/priority`);
  expect(status).toBe(200);
  return ticketPriorityView.parse(body);
}

async function seen(id: string) {
  const { body } = await (await desk('agent')).call(`/tickets/${id}`);
  return ticketView.parse(body['ticket']);
}

const changesOf = (id: string) => eventsOf(care.stack, id).filter(({ type }) => type === 'ticket.priority_changed');

describe('a question that nobody answers', () => {
  it('is lifted when it was told, once, and its clocks are due when they were', async () => {
    const id = await hears(line('patient', 'm-1'));
    const { kept, explanation } = await explained(id);
    expect(explanation.inputsHash).toBe(kept.inputsHash);
    expect(explanation.changes?.at).toBe(kept.changesAt);
    const before = await seen(id);
    await care.stack.clock.advance(Date.parse(kept.changesAt ?? '') - care.stack.clock.now() + MINUTE_MS);
    await care.stack.idle({ timeoutMs: 60_000 });
    const after = await seen(id);
    expect(LEVELS.indexOf(after.assessment.priority)).toBe(LEVELS.indexOf(before.assessment.priority) + 1);
    expect(after.assessment.promise).toBe(before.assessment.priority);
    expect(after.clocks.resolution?.dueAt).toBe(before.clocks.resolution?.dueAt);
    expect(changesOf(id).map(({ data }) => data['to'])).toEqual([after.assessment.priority]);
    expect(
      (await (await desk('agent')).read(id)).history.filter(({ deed }) => deed.type === 'reprioritised'),
    ).toHaveLength(1);
  });
});

describe("a customer's tier", () => {
  it('is told to the tickets they have and read for those to come', async () => {
    const id = await hears(line('worthy', 'm-2', { thread: 'one' }));
    const before = await seen(id);
    const path = `/accounts/${encodeURIComponent(before.account)}/customers/worthy/tier`;
    const { status, body } = await (await desk('lead')).call(path, {
      method: 'PUT',
      body: { tier: 'premium', why: 'A contract.' },
    });
    expect([status, body['tickets']]).toEqual([200, 1]);
    expect(await seen(id)).toMatchObject({ tier: 'premium', assessment: { score: before.assessment.score + 8 } });
    expect(await say(care.stack, line('worthy', 'm-3', { thread: 'two' }))).toBe(200);
    await care.stack.idle();
    const all = (await tableOf(care.stack)).liveTickets('worthy');
    expect(all.map(({ tier }) => tier)).toEqual(['premium', 'premium']);
  });
});

describe('another policy', () => {
  it('is tried without a trace, put in force, and judges whoever comes next', async () => {
    const id = await hears(line('first', 'm-4'));
    const { etag, body } = await (await desk('admin')).call('/priority/policy');
    const { thresholds, ...rest } = body['policy'] as { thresholds: object };
    const policy = { ...rest, thresholds: { ...thresholds, P1: 3, P2: 2, P3: 1 } };
    const asked = await (await desk('agent')).call('/priority/what-if', { body: { ticketIds: [id], policy } });
    const [compared] = whatIfView.parse(asked.body).compared;
    expect([compared?.before.priority, compared?.after.priority]).toEqual(['P4', 'P1']);
    expect((await seen(id)).assessment.priority).toBe('P4');
    const put = { method: 'PUT', body: { policy, why: 'Everything now.' }, etag } as const;
    expect((await (await desk('lead')).call('/priority/policy', put)).status).toBe(403);
    expect((await (await desk('admin')).call('/priority/policy', put)).status).toBe(200);
    expect((await (await desk('admin')).call('/priority/policy', put)).status).toBe(200);
    await care.stack.clock.advance(2 * MINUTE_MS);
    const next = await hears(line('second', 'm-5'));
    expect((await seen(next)).assessment).toMatchObject({ priority: 'P1', policyVersion: '1' });
    expect((await explained(id)).explanation).toMatchObject({ policyVersion: 'priority-2', priority: 'P4' });
  });
});
