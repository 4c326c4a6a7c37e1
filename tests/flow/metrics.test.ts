import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MetricsRow } from '#domain/metrics/row.ts';
import type { CareStack } from '#local/care/care-stack.ts';
import { say, startFlow } from '#tests/support/flow.ts';
import { type Desk, deskFor } from '#tests/support/flow-desk.ts';
import { publishAgain, wholeStream } from '#tests/support/flow-stream.ts';
import { tableOf } from '#tests/support/flow-table.ts';

const MINUTE_MS = 60_000;
const DAY = 'from=2026-03-02&to=2026-03-02';

let care: CareStack;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());

const rowsKept = async () =>
  (await tableOf(care.stack)).items.filter(({ kind }) => kind === 'metricsRow' || kind === 'metricsPlaces');

/** A customer asks, and an agent answers after ten minutes and resolves. @returns the ticket's id. */
async function workedOn({ stack }: CareStack, agent: Desk): Promise<string> {
  const line = { wording: 'standard.private', customer: 'asker', thread: 'one', id: 'asker-1' } as const;
  await say(stack, { ...line, text: 'Where is the quokka parcel?', sentAtMs: stack.clock.now() });
  await stack.idle();
  const id = (await tableOf(stack)).liveTickets('asker')[0]?.id ?? '';
  await stack.clock.advance(10 * MINUTE_MS);
  await agent.claim(id);
  await agent.reply(id, 'The narwhal courier has it.', 'the-answer-of-metrics');
  await stack.idle();
  const { etag, ticket } = await agent.read(id);
  const body = { status: 'resolved', lastMessageSeen: ticket.lastMessageSeen };
  expect((await agent.call(`/tickets/${id}/status`, { body, etag })).status).toBe(200);
  await stack.idle();
  return id;
}

it('a question that an agent answers and resolves is counted once, however often it is told', async () => {
  const { stack } = care;
  const [agent, lead] = [await deskFor(stack, 'agent', 'agent-1'), await deskFor(stack, 'lead', 'lead-1')];
  const id = await workedOn(care, agent);
  expect((await agent.call(`/metrics?${DAY}`)).status).toBe(403);
  const { body: figures } = await lead.call(`/metrics?${DAY}&by=agent`);
  expect(figures).toMatchObject({ total: { n: 1, done: 1, met: 1, responseRate: 1 }, groups: [{ key: 'agent-1' }] });

  const first = await rowsKept();
  const told = JSON.stringify(first);
  expect(
    first
      .map(({ row }) => (row as MetricsRow | undefined)?.clock)
      .filter(Boolean)
      .toSorted(),
  ).toEqual(['firstResponse', 'resolution', 'totalResolution']);
  expect(told).not.toMatch(/quokka|narwhal|"asker"/);

  const records = (await wholeStream(stack)).filter(({ dynamodb }) => dynamodb.Keys['pk']?.S === `ticket#${id}`);
  expect(records.some(({ dynamodb }) => dynamodb.Keys['sk']?.S === 'ticket')).toBe(true);
  await publishAgain(stack, records);
  await stack.idle();
  expect(await rowsKept()).toEqual(first);
  expect((await lead.call(`/metrics/fairness?${DAY}`)).body).toMatchObject({ n: 1, reach: { n: 0 } });
});
