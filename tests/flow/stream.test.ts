import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import type { StreamRecord } from '#local/engines/stream-reader.ts';
import { eventsOf, say, startFlow, toldTimes } from '#tests/support/flow.ts';
import { deskFor } from '#tests/support/flow-desk.ts';
import { publishAgain, wholeStream } from '#tests/support/flow-stream.ts';
import { deleteItem, putItem, type TableView, tableOf } from '#tests/support/flow-table.ts';

let care: CareStack;

beforeAll(async () => {
  // At the real time: DynamoDB Local lets items expire by its own clock, and by no other.
  care = await startFlow({ startAt: undefined });
});

afterAll(() => care?.stop());

/** A ticket of a customer's own. */
async function ticketOf(customer: string): Promise<string> {
  const { stack } = care;
  const common = { wording: 'standard.private', customer, text: 'Where is my parcel?', thread: 'one' } as const;
  await say(stack, { ...common, id: `${customer}-1`, sentAtMs: stack.clock.now() });
  await stack.idle();
  return (await tableOf(stack)).liveTickets(customer)[0]?.id ?? '';
}

const itemIn = ({ items }: TableView, ticketId: string) =>
  items.find(({ pk, kind }) => kind === 'ticket' && pk === `ticket#${ticketId}`) ?? {};

const idsOf = (ticketId: string): string[] => eventsOf(care.stack, ticketId).map(({ id }) => id);

const isRemovalOf =
  (ticketId: string) =>
  ({ dynamodb: { Keys, NewImage } }: StreamRecord): boolean =>
    Keys['pk']?.S === `ticket#${ticketId}` && Keys['sk']?.S === 'ticket' && NewImage === undefined;

describe('the stream, read again', () => {
  it('tells every fact under the id that it had the first time', async () => {
    const { stack } = care;
    const id = await ticketOf('again');
    const agent = await deskFor(stack, 'agent', 'agent-1');
    await agent.claim(id);
    await agent.reply(id, 'It is on its way.', 'an-answer-sent-once');
    await stack.idle();
    await stack.clock.advance(26 * 60 * 60_000);
    await stack.idle();
    const first = idsOf(id);
    const types = new Set(eventsOf(stack, id).map(({ type }) => type));
    expect(types.size).toBeGreaterThanOrEqual(8);
    expect(new Set(first).size).toBe(first.length);

    const records = (await wholeStream(stack)).filter(({ dynamodb }) => dynamodb.Keys['pk']?.S === `ticket#${id}`);
    expect(records.length).toBeGreaterThan(5);
    for (const order of [records, records.toReversed()]) {
      expect(await publishAgain(stack, order)).toEqual({ batchItemFailures: [] });
    }
    const all = idsOf(id);
    expect(all).toHaveLength(3 * first.length);
    expect(new Set(all)).toEqual(new Set(first));
    await stack.idle();
    expect(care.platforms.sent().filter(({ replyId }) => replyId === 'an-answer-sent-once')).toHaveLength(1);
  });
});

describe('a ticket that is gone', () => {
  it('was deleted by a person: told once, and under one id however often', async () => {
    const { stack } = care;
    const id = await ticketOf('deleted');
    await deleteItem(stack, itemIn(await tableOf(stack), id));
    await stack.idle();
    expect(toldTimes(stack, id, 'ticket.deleted')).toBe(1);
    const removal = (await wholeStream(stack)).filter(isRemovalOf(id));
    expect(removal.map(({ eventName }) => eventName)).toEqual(['REMOVE']);
    await publishAgain(stack, removal);
    const told = eventsOf(stack, id).filter(({ type }) => type === 'ticket.deleted');
    expect([told.length, new Set(told.map((event) => event.id)).size]).toEqual([2, 1]);

    const userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
    await publishAgain(
      stack,
      removal.map((record) => ({ ...record, userIdentity })),
    );
    expect(toldTimes(stack, id, 'ticket.deleted')).toBe(2);
  });

  it('has expired, as a trace does: nothing is told', async () => {
    const { stack } = care;
    const id = await ticketOf('expired');
    const expiresAt = Math.floor(Date.now() / 1000) - 60;
    const trace = {
      pk: 'trace#standard:shop#old',
      sk: 'trace',
      kind: 'trace',
      account: 'standard:shop',
      eventId: 'old',
    };
    await putItem(stack, { ...itemIn(await tableOf(stack), id), expiresAt });
    await putItem(stack, { ...trace, expiresAt });
    const left = async () =>
      (await tableOf(stack)).items.filter(
        ({ pk, sk }) => pk === trace.pk || (pk === `ticket#${id}` && sk === 'ticket'),
      );
    await expect.poll(left, { timeout: 90_000, interval: 500 }).toEqual([]);
    await stack.idle();
    expect((await wholeStream(stack)).filter(isRemovalOf(id))).toHaveLength(1);
    expect(toldTimes(stack, id, 'ticket.deleted')).toBe(0);
    expect(JSON.stringify(stack.archive())).not.toContain(trace.pk);
  });
});
