import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { customerDeletion, customerEdit, customerMessage, type Spoken } from '#local/delivery/customer-message.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { parkedInbound, postSigned, startFlow, times } from '#tests/support/flow.ts';
import { essenceOf, everOpened, permutations } from '#tests/support/flow-order.ts';
import { objectsOf, tableOf } from '#tests/support/flow-table.ts';

/** Shortly before the stack's clock begins: what comes a quarter of an hour late from X counts as missed. */
const SAID_AT_MS = Date.parse('2026-03-02T08:50:00.000Z');

let care: CareStack;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());

/** A scenario for one customer: its events by their place in time. */
type Scenario = (customer: string) => readonly Spoken[];

/**
 * Plays a scenario in every order of arrival, each order for a customer of its own; all customers take a step, then all
 * is waited for, so that an order of arrival is an order of work.
 * @returns the customers, the first of whom had everything in order.
 */
async function inEveryOrder(name: string, events: number, scenario: Scenario): Promise<string[]> {
  const orders = permutations(times(events, (place) => place));
  const customers = orders.map((_, number) => `${name}${String(number).padStart(2, '0')}`);
  for (let step = 0; step < events; step++) {
    const statuses = await Promise.all(
      customers.map(async (customer, number) => {
        const spoken = scenario(customer)[orders[number]?.[step] ?? 0];
        return spoken ? postSigned(care.stack, spoken.platform, spoken.payload) : 0;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    await care.stack.idle();
  }
  expect(parkedInbound(care.stack)).toEqual([]);
  return customers;
}

/** All customers end as the first did. @returns what that is. */
async function sameEnd(customers: readonly string[]): Promise<unknown> {
  const table = await tableOf(care.stack);
  const ends = customers.map((customer) => essenceOf(table, customer, (id) => id.replace(customer, '')));
  for (const end of ends) expect(end).toEqual(ends[0]);
  return ends[0];
}

const TEXTS = [
  'Where is my order?',
  'Still waiting, this is ridiculous',
  'EMERGENCY our kitchen is on fire because of your charger, people are hurt right now, please help',
  'thank you, it stopped',
];

describe('a thread of four posts', () => {
  it.each(['x.tweet', 'x.post'] as const)('is one ticket in each of its 24 orders: %s', async (wording) => {
    const prefix = wording === 'x.tweet' ? '31' : '32';
    const customers = await inEveryOrder(prefix, 4, (customer) =>
      TEXTS.map((text, place) => {
        const id = (number: number) => `${customer}${number}`;
        return customerMessage(wording, {
          account: BRAND_ACCOUNTS.x,
          customer: { id: customer, handle: `h${customer}`, followers: 5000 },
          id: id(place),
          text,
          sentAtMs: SAID_AT_MS + place * 60_000,
          inReplyTo: place > 0 ? id(place - 1) : undefined,
          thread: id(0),
        });
      }),
    );
    const end = await sameEnd(customers);
    expect(end).toMatchObject({
      tickets: [
        { lastMessageSeen: 4, assessment: { priority: 'P1' }, heard: ['0', '1', '2', '3'], lastIn: { id: '3' } },
      ],
    });
    if (wording === 'x.post') return;
    const table = await tableOf(care.stack);
    const merged = customers.filter((customer) => everOpened(table, customer).length > 1);
    expect(merged.length).toBeGreaterThan(0);
  });
});

/** A message, two edits and perhaps a deletion, by their place in time. */
function amended(platform: 'messenger' | 'standard', customer: string, withDeletion: boolean): Spoken[] {
  const common = { account: BRAND_ACCOUNTS[platform], customer: { id: customer }, id: `${customer}m`, thread: 'talk' };
  const edit = (number: number, text: string) =>
    customerEdit(platform, { ...common, text, number, atMs: SAID_AT_MS + number * 60_000 });
  const wording = platform === 'messenger' ? 'messenger.dm' : 'standard.private';
  const spoken = [
    customerMessage(wording, {
      ...common,
      text: 'It is urgent, the flamingo charger caught fire',
      sentAtMs: SAID_AT_MS,
    }),
    edit(1, 'Sorry, I meant the flamingo charger is broken'),
    edit(2, 'thank you, the flamingo charger works'),
  ];
  const deletion = customerDeletion(platform, { ...common, atMs: SAID_AT_MS + 180_000 });
  return withDeletion ? [...spoken.slice(0, 2), deletion] : spoken;
}

describe('an edit', () => {
  it.each(['messenger', 'standard'] as const)('before its message ends as after it: %s', async (platform) => {
    const customers = await inEveryOrder(`edit-${platform}-`, 3, (customer) => amended(platform, customer, false));
    expect(await sameEnd(customers)).toMatchObject({
      tickets: [
        { lastMessageSeen: 1, heard: ['m'], episode: { readings: [{ sentiment: 'positive', amendments: 2 }] } },
      ],
    });
  });
});

describe('a deletion', () => {
  it.each(['messenger', 'standard'] as const)('before its message and its edit erases both: %s', async (platform) => {
    const customers = await inEveryOrder(`gone-${platform}-`, 3, (customer) => amended(platform, customer, true));
    expect(await sameEnd(customers)).toMatchObject({
      tickets: [{ lastMessageSeen: 1, heard: ['m'], episode: { readings: [{ amendments: 2 }] } }],
    });
    const { items } = await tableOf(care.stack);
    const told = items.filter(({ pk }) => String(pk).includes(`gone-${platform}-`)).map((item) => JSON.stringify(item));
    expect(told.length).toBeGreaterThan(customers.length);
    expect(told.filter((json) => json.includes('flamingo'))).toEqual([]);
  });

  it('before its post is the same as after it', async () => {
    const customers = await inEveryOrder('33', 2, (customer) => {
      const common = { account: BRAND_ACCOUNTS.x, customer: { id: customer, handle: 'h' }, id: `${customer}1` };
      return [
        customerMessage('x.tweet', { ...common, text: 'Where is my order?', sentAtMs: SAID_AT_MS }),
        customerDeletion('x', { ...common, atMs: SAID_AT_MS + 60_000 }),
      ];
    });
    expect(await sameEnd(customers)).toMatchObject({ tickets: [{ heard: ['1'] }], messages: [{ id: '1' }] });
    const table = await tableOf(care.stack);
    expect(customers.flatMap((customer) => table.messages(customer)).filter(({ text }) => text !== undefined)).toEqual(
      [],
    );
  });

  it('leaves nothing of a text so long that the bucket has it, whatever comes first or again', async () => {
    const scenario: Scenario = (customer) => {
      const common = {
        account: BRAND_ACCOUNTS.standard,
        customer: { id: customer },
        id: `${customer}m`,
        thread: 'talk',
      };
      const text = 'A long complaint about a flamingo. '.repeat(2000);
      const spoken = customerMessage('standard.private', { ...common, text, sentAtMs: SAID_AT_MS });
      return [spoken, customerDeletion('standard', { ...common, atMs: SAID_AT_MS + 60_000 })];
    };
    const customers = await inEveryOrder('long-', 2, scenario);
    await sameEnd(customers);
    expect(await objectsOf(care.stack, 'texts/')).toEqual([]);
    for (const customer of customers) {
      const [again] = scenario(customer);
      if (again) expect(await postSigned(care.stack, 'standard' satisfies PlatformName, again.payload)).toBe(200);
    }
    await care.stack.idle();
    expect(await objectsOf(care.stack, 'texts/')).toEqual([]);
  });
});
