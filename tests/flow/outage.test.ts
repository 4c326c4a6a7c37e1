import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { readFound } from '#local/care/found.ts';
import { balance, type SentEvent } from '#local/care/ledger.ts';
import { eachAtOnce } from '#local/care/sender.ts';
import {
  deliveryOf,
  eventsOf,
  type Line,
  parkedInbound,
  post,
  queuedEverywhere,
  sayAndNote,
  startFlow,
  times,
} from '#tests/support/flow.ts';
import { tableOf } from '#tests/support/flow-table.ts';

const WORDINGS = ['standard.private', 'messenger.dm', 'x.dm', 'x.post'] as const;
/** In every text; a log line that holds it has told a customer's words. */
const WORD = 'platypus';

let care: CareStack;
/** The senders' own list, of the whole file. */
const sent: SentEvent[] = [];
let count = 0;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());

beforeEach(() => care.stack.faults.clear());

/** The next message of a crowd of ten, over every platform. */
function nextLine(): Line {
  const number = count++;
  return {
    wording: WORDINGS[number % WORDINGS.length] ?? 'x.dm',
    customer: String(90_000 + (number % 10)),
    handle: `handle_${number % 10}`,
    id: String(1_900_000_000_000_100_000n + BigInt(number)),
    thread: 'a thread',
    text: `The ${WORD} parcel ${number} has not come`,
    sentAtMs: care.stack.clock.now(),
  };
}

/** Messages over all platforms, eight at once, sent again until they are taken. */
async function crowdWrites(messages: number): Promise<SentEvent[]> {
  const written: SentEvent[] = [];
  await eachAtOnce(times(messages, nextLine), 8, async (line) => {
    written.push(await sayAndNote(care.stack, line));
  });
  sent.push(...written);
  return written;
}

/** All that was ever sent is stored and heard once, and nothing was set aside. */
async function expectBalance(): Promise<void> {
  await care.stack.idle();
  const { found } = await readFound(care.stack);
  expect(balance(sent, found)).toMatchObject({
    balanced: true,
    accepted: sent.length,
    stored: sent.length,
    parked: 0,
    lost: [],
    doubled: [],
    unheard: [],
  });
  expect(parkedInbound(care.stack)).toEqual([]);
}

type Logged = Readonly<Record<string, unknown>>;

function logged(functionPrefix: string, since: number): Logged[] {
  return care.stack.logs(functionPrefix).flatMap(({ text, stream, at }) => {
    if (stream === 'platform' || at < since || !text.startsWith('{')) return [];
    return [JSON.parse(text) as Logged];
  });
}

describe('DynamoDB down', () => {
  it.each(['refused', 'error'] as const)('loses nothing and says so: %s', async (down) => {
    const { stack } = care;
    const since = stack.clock.now();
    await crowdWrites(10);
    await stack.faults.set({ dynamodb: { down } });
    const written = await crowdWrites(20);
    expect(written.filter(({ accepted }) => !accepted)).toEqual([]);
    await expect
      .poll(() => logged('triage', since).filter(({ level, fault }) => level === 'WARN' && fault !== undefined), {
        timeout: 10_000,
      })
      .not.toEqual([]);
    expect(queuedEverywhere(stack)).toBeGreaterThan(0);
    stack.faults.clear();
    await expectBalance();
    expect(stack.logs().filter(({ text }) => text.includes(WORD) || text.includes('handle_'))).toEqual([]);
  });
});

describe('the queue down', () => {
  it.each(['refused', 'error'] as const)('is a 503 that asks for a repeat, which lands once: %s', async (down) => {
    const { stack } = care;
    const since = stack.clock.now();
    const line = nextLine();
    const delivery = deliveryOf(stack, line);
    await stack.faults.set({ sqs: { down } });
    const refused = await post(stack, delivery);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    const faults = logged('receive-webhook', since).filter(({ level }) => level === 'ERROR');
    expect(faults.map(({ message, fault }) => [message, typeof fault])).toEqual([['webhook not taken over', 'string']]);
    stack.faults.clear();
    sent.push(await sayAndNote(stack, line));
    await expectBalance();
  });

  it('is no 200 while a part of a delivery has not been taken, and no message twice in the end', async () => {
    await care.stack.faults.set({ sqs: { rejectEntry: 0.5, lostAnswer: 0.3 } });
    await crowdWrites(40);
    care.stack.faults.clear();
    await expectBalance();
    const { injected } = care.stack.faults;
    expect(Math.min(injected()['sqs.rejectEntry'] ?? 0, injected()['sqs.lostAnswer'] ?? 0)).toBeGreaterThan(0);
  });
});

describe('the bus', () => {
  it('delivers every event, under one id, though it rejects entries and is away for a while', async () => {
    const { stack } = care;
    await stack.faults.set({ bus: { rejectEntry: 0.4 } });
    await crowdWrites(30);
    await stack.faults.set({ bus: { down: 'error' } });
    const since = stack.clock.now();
    await crowdWrites(10);
    await expect
      .poll(() => logged('publish-changes', since).map(({ message }) => message), { timeout: 10_000 })
      .toContain('changes not published');
    await stack.faults.set({ bus: { down: false } });
    await expectBalance();
    stack.faults.clear();
    expect(stack.faults.injected()['bus.rejectEntry']).toBeGreaterThan(0);

    const { tickets } = await tableOf(stack);
    const told = tickets.flatMap(({ id }) => eventsOf(stack, id));
    const facts = (type: string) => told.filter((event) => event.type === type);
    const received = facts('message.received');
    const heard = new Set(
      received.map(({ data }) => `${String(data['account'])} message ${String(data['messageId'])}`),
    );
    expect(heard).toEqual(new Set(sent.map(({ storedAs }) => storedAs)));
    expect(new Set(received.map(({ id }) => id)).size).toBe(sent.length);
    expect(new Set(facts('ticket.opened').map(({ id }) => id)).size).toBe(tickets.length);
  });
});

describe('environments killed at work', () => {
  it('leave everything stored once', async () => {
    const { stack } = care;
    const crashes = () => stack.functions().reduce((sum, state) => sum + state.crashes, 0);
    const before = crashes();
    const killer = (async () => {
      for (let kills = 0; kills < 6; kills++) {
        await sleep(300);
        stack.kill(kills % 3 === 2 ? '' : 'triage');
      }
    })();
    await crowdWrites(80);
    await killer;
    expect(crashes()).toBeGreaterThan(before);
    await expectBalance();
  });
});
