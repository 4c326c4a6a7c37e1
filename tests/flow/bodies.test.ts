import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { pageBatch, pageMessage } from '#platforms/messenger/payloads.ts';
import { standardMessage } from '#platforms/standard/payloads.ts';
import { parkedInbound, postSigned, queuedEverywhere, startFlow, times } from '#tests/support/flow.ts';
import { objectText, tableOf } from '#tests/support/flow-table.ts';

const MEGABYTE = 1024 * 1024;

let care: CareStack;

/** Messages stay hidden for 45 seconds: longer than a function may work on them, as they do when deployed. */
const TIMEOUT_SCALE = 0.25;

beforeAll(async () => {
  care = await startFlow({ timeoutScale: TIMEOUT_SCALE });
});

afterAll(() => care?.stop());

const said = (customer: string, id: string, text: string) => ({
  account: BRAND_ACCOUNTS.standard,
  customer: { id: customer },
  id,
  text,
  sentAtMs: care.stack.clock.now(),
});

/** A text whose beginning, middle and end differ, so that a piece of it can't pass for the whole. */
function textOf(bytes: number): string {
  const words = times(Math.ceil(bytes / 12), (number) => `parcel ${String(number).padStart(5, '0')}`);
  return words.join('').slice(0, bytes);
}

/** The text of the one message of a customer, wherever the whole of it is. */
async function wholeText(customer: string): Promise<string | undefined> {
  const [message, ...others] = (await tableOf(care.stack)).messages(customer);
  expect(others).toEqual([]);
  return message?.textKey ? objectText(care.stack, message.textKey) : message?.text;
}

describe('the size of a body', () => {
  it.each([0.9, 5])('stores one of %d MB, its text whole', async (megabytes) => {
    const text = textOf(megabytes * MEGABYTE - 1000);
    const customer = `large-${megabytes}`;
    expect(await postSigned(care.stack, 'standard', standardMessage(said(customer, customer, text)))).toBe(200);
    await care.stack.idle();
    expect((await wholeText(customer)) === text).toBe(true);
    expect((await tableOf(care.stack)).liveTickets(customer)).toHaveLength(1);
    expect(parkedInbound(care.stack)).toEqual([]);
  });

  it.each([7, 12])('refuses one of %d MB with 413, and keeps nothing of it', async (megabytes) => {
    const customer = `too-large-${megabytes}`;
    const payload = standardMessage(said(customer, customer, textOf(megabytes * MEGABYTE)));
    expect(await postSigned(care.stack, 'standard', payload)).toBe(413);
    expect(queuedEverywhere(care.stack)).toBe(0);
    await care.stack.idle();
    expect((await tableOf(care.stack)).messages(customer)).toEqual([]);
  });
});

/** Characters that queues, encodings or stores are known to refuse or to change. */
const TEXTS = {
  'halves of a pair': 'left \ud83d right \udce6 end',
  emoji: 'Wo ist mein 📦? 👩🏽‍🚒🏳️‍🌈 e\u0301 é',
  'the last characters of a plane': 'before \ufffe and \uffff and \u{1fffe} after',
  'control characters': 'a\u0000b\u0008c\u001bd\u007fe\u0085f',
  'right to left': '\u202eabc\u202c \u200f\u2067 العربية',
  'line ends': 'one\r\ntwo\u2028three\u2029four',
};

describe('the characters of a text', () => {
  it.each(Object.entries(TEXTS))('survive the way: %s', async (name, text) => {
    const customer = `text ${name}`;
    expect(await postSigned(care.stack, 'standard', standardMessage(said(customer, customer, text)))).toBe(200);
    const mid = `m ${name}`;
    const page = { ...said(mid, mid, text), account: BRAND_ACCOUNTS.messenger };
    expect(await postSigned(care.stack, 'messenger', pageMessage(page))).toBe(200);
    await care.stack.idle();
    expect([await wholeText(customer), await wholeText(mid)]).toEqual([text, text]);
    expect(parkedInbound(care.stack)).toEqual([]);
  });
});

describe('a batch of 1,000 updates', () => {
  it('stores 999 and parks the one that nobody can read, alone and with its reason', async () => {
    const { stack } = care;
    const account = BRAND_ACCOUNTS.messenger;
    const messages = times(999, (number) => ({
      ...said(`batch-${number % 100}`, `b_${number}`, `Where is parcel ${number}?`),
      account,
    }));
    const unreadable = {
      object: 'page',
      entry: [{ id: account, messaging: [{ message: { mid: 'b_nobody', text: 'x' } }] }],
    };
    const payloads = messages.map(pageMessage);
    const batch = pageBatch([...payloads.slice(0, 500), unreadable, ...payloads.slice(500)]);
    expect(await postSigned(stack, 'messenger', batch)).toBe(200);
    await stack.idle();

    const table = await tableOf(stack);
    const stored = times(100, (number) => table.messages(`batch-${number}`)).flat();
    expect(new Set(stored.map(({ id }) => id)).size).toBe(999);
    expect(stored).toHaveLength(999);
    const heard = times(100, (number) => table.liveTickets(`batch-${number}`)).flatMap((tickets) =>
      tickets.flatMap(({ id }) => table.heard(id)),
    );
    expect(heard.toSorted()).toEqual(messages.map(({ id }) => id).toSorted());
    const parked = parkedInbound(stack);
    expect(parked.map(({ attributes }) => attributes)).toEqual([{ parkReason: 'message_without_customer' }]);
    const { events } = JSON.parse(parked[0]?.body ?? '{}') as { events: readonly { id: string }[] };
    expect(events.map(({ id }) => id)).toEqual(['message:b_nobody']);
  });
});
