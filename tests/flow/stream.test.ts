import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import type { StreamRecord } from '#local/engines/stream-reader.ts';
import { eventsOf, say, startFlow, toldTimes } from '#tests/support/flow.ts';
import { deskFor } from '#tests/support/flow-desk.ts';
import { publishAgain, wholeStream } from '#tests/support/flow-stream.ts';
import { deleteItem, putItem, type TableView, tableOf } from '#tests/support/flow-table.ts';

let care: CareStack;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());

/** A ticket of a customer's own. */
async function ticketOf(customer: string, text = 'Where is my parcel?'): Promise<string> {
  const { stack } = care;
  const common = { wording: 'standard.private', customer, text, thread: 'one' } as const;
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
    const id = await ticketOf(
      'again',
      'EMERGENCY our kitchen is on fire because of your charger, people are hurt right now, please help',
    );
    await stack.clock.advance(16 * 60_000);
    await stack.idle();
    const agent = await deskFor(stack, 'agent', 'agent-1');
    await agent.claim(id);
    await agent.reply(id, 'It is on its way.', 'an-answer-sent-once');
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
    expect(care.platforms.sent().filter(({ replyKey }) => replyKey === `${id}:1:an-answer-sent-once`)).toHaveLength(1);
  });
});

/** An expired item's record: AWS names itself as who deleted it, DynamoDB Local an event that no SDK knows. */
const EXPIRIES: [string, object][] = [
  ['DynamoDB', { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }],
  ['DynamoDB Local', { eventName: 'UNKNOWN_TO_SDK_VERSION' }],
];

describe('an item that is gone', () => {
  it('was deleted by a person: told once, and under one id however often', async () => {
    const { stack } = care;
    const id = await ticketOf('deleted');
    await deleteItem(stack, itemIn(await tableOf(stack), id));
    await stack.idle();
    expect(toldTimes(stack, id, 'ticket.deleted')).toBe(1);
    const removal = (await wholeStream(stack)).filter(isRemovalOf(id));
    expect(removal.map(({ eventName }) => eventName)).toEqual(['REMOVE']);
    expect(await publishAgain(stack, removal)).toEqual({ batchItemFailures: [] });
    const told = eventsOf(stack, id).filter(({ type }) => type === 'ticket.deleted');
    expect([told.length, new Set(told.map((event) => event.id)).size]).toEqual([2, 1]);
  });

  it.each(EXPIRIES)('has expired, and nothing is told, as %s writes it', async (engine, expiry) => {
    const { stack } = care;
    const id = await ticketOf(`expired on ${engine}`);
    await deleteItem(stack, itemIn(await tableOf(stack), id));
    await stack.idle();
    const before = stack.archive().length;
    const expired = (await wholeStream(stack)).filter(isRemovalOf(id)).map((record) => ({ ...record, ...expiry }));
    expect(expired).toHaveLength(1);
    expect(await publishAgain(stack, expired)).toEqual({ batchItemFailures: [] });
    expect(stack.archive()).toHaveLength(before);
  });

  it('was a trace, a message, an entry or the places of its rows: nothing is told, whoever took it away', async () => {
    const { stack } = care;
    const id = await ticketOf('in pieces');
    const before = stack.archive().length;
    const trace = {
      pk: 'trace#standard:shop#old',
      sk: 'trace',
      kind: 'trace',
      account: 'standard:shop',
      eventId: 'old',
    };
    await putItem(stack, { ...trace, expiresAt: Math.floor(stack.clock.now() / 1000) });
    const { items } = await tableOf(stack);
    const pieces = items.filter(({ pk, kind }) => kind !== 'ticket' && [`ticket#${id}`, trace.pk].includes(String(pk)));
    expect(pieces.map(({ kind }) => kind).toSorted()).toEqual(['entry', 'trace']);
    for (const piece of [...pieces, ...items.filter(({ pk }) => String(pk).includes('in pieces'))]) {
      await deleteItem(stack, piece);
    }
    await stack.idle();
    expect(stack.archive()).toHaveLength(before);
  });
});
