import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { readFound } from '#local/care/found.ts';
import { type Balance, balance, type SentEvent } from '#local/care/ledger.ts';
import { sayAndNote, startFlow, times } from '#tests/support/flow.ts';
import { deleteItem, putItem, tableOf } from '#tests/support/flow-table.ts';

/** The ledger against the engines: what is taken out or put in behind its back, it finds. */

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

let care: CareStack;
let sent: SentEvent[];

beforeAll(async () => {
  care = await startFlow();
  const { stack } = care;
  sent = await Promise.all(
    times(12, (number) =>
      sayAndNote(stack, {
        wording: number % 2 === 0 ? 'standard.private' : 'messenger.dm',
        customer: `customer-${number % 5}`,
        id: `m-${number}`,
        thread: 'a thread',
        text: 'Where is my parcel?',
        sentAtMs: stack.clock.now() + number,
      }),
    ),
  );
  await stack.idle();
});

afterAll(() => care?.stop());

/** What is put behind the ledger's back is told like any change: its events are worked off first. */
async function balanced(): Promise<Balance> {
  await care.stack.idle();
  return balance(sent, (await readFound(care.stack)).found);
}

async function itemOf(kind: string): Promise<Readonly<Record<string, unknown>>> {
  const item = (await tableOf(care.stack)).items.find((each) => each['kind'] === kind);
  if (!item) throw new Error(`there is no ${kind}`);
  return item;
}

it('balances what the engines hold', async () => {
  expect(await balanced()).toMatchObject({ balanced: true, accepted: 12, stored: 12 });
});

it('says lost when a message is taken out of the table, and balances when it is back', async () => {
  const item = await itemOf('message');
  const { account, id } = item['message'] as { account: string; id: string };
  await deleteItem(care.stack, item);
  expect(await balanced()).toMatchObject({ balanced: false, lost: [`${account} message ${id}`], doubled: [] });
  await putItem(care.stack, item);
  expect(await balanced()).toMatchObject({ balanced: true });
});

it('says doubled when a copy of a message lies under another key', async () => {
  const item = await itemOf('message');
  const { account, id } = item['message'] as { account: string; id: string };
  const copy = { ...item, pk: `${String(item['pk'])}-copy` };
  await putItem(care.stack, copy);
  expect(await balanced()).toMatchObject({ balanced: false, doubled: [`${account} message ${id}`], lost: [] });
  await deleteItem(care.stack, copy);
  expect(await balanced()).toMatchObject({ balanced: true });
});

it('says unheard when a ticket is taken out of the table', async () => {
  const item = await itemOf('ticket');
  await deleteItem(care.stack, item);
  const { unheard, balanced: isBalanced, lost } = await balanced();
  expect([isBalanced, lost, unheard.length > 0]).toEqual([false, [], true]);
  await putItem(care.stack, item);
  expect(await balanced()).toMatchObject({ balanced: true });
});

it.each([
  ['SlaWatchMissed', []],
  ['ChangeFeedUnpublished', ['ChangeFeedUnpublished 1']],
  ['RollUpHappenedParked', ['ChangeFeedUnpublished 1', 'RollUpHappenedParked 1']],
])('when %s holds something, says that %j is given up', async (name, expected) => {
  const { stack } = care;
  const queue = stack.queues(name)[0];
  const client = new SQSClient({ endpoint: stack.endpoints.sqs, region: stack.region, credentials: CREDENTIALS });
  await client.send(new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: '{}' }));
  client.destroy();
  const { givenUp, balanced: isBalanced } = await balanced();
  const named = givenUp.map((each) => each.replace(/^earshot-staging-service-|Queue[0-9A-F]{8}/g, ''));
  expect([isBalanced, named]).toEqual([expected.length === 0, expected]);
});
