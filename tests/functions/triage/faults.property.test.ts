import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { classifyByRules } from '#classifiers/embedded/classify.ts';
import type { Entry } from '#domain/entry.ts';
import { heardIn } from '#domain/merge.ts';
import type { Message } from '#domain/message.ts';
import { standing } from '#domain/opinion.ts';
import { UNCOUNTED } from '#functions/shell/count.ts';
import { SILENT } from '#functions/shell/log.ts';
import { fileTalk } from '#functions/triage/file-talk.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { talksOf } from '#functions/triage/talks.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, customerMessage } from '#tests/support/messages.ts';
import { envelope, memoryBlobs, said, startTriage } from '#tests/support/triage.ts';

/** A store that fails now and then: before a write, or after it (the answer is lost). Every call yields, so runs mix. */
function faulty(items: Map<string, Item>, faults: Iterator<number>): ItemStore {
  const inner = memoryItemStore(items);
  const turn = async () => {
    const fault = faults.next().value ?? 0;
    await new Promise((resolve) => setImmediate(resolve));
    return fault;
  };
  return {
    ...inner,
    get: (key) => turn().then(() => inner.get(key)),
    getAll: (keys) => turn().then(() => inner.getAll(keys)),
    put: async (item, condition) => {
      const fault = await turn();
      if (fault === 1) throw new Error('died before the write');
      const result = await inner.put(item, condition);
      if (fault === 2) throw new Error('died after the write');
      return result;
    },
  };
}

/** Mostly nothing, sometimes a fault, and nothing in the end. */
const faultPlan = fc.array(
  fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2) }),
  { maxLength: 120 },
);

interface Kept {
  readonly ticket: { id: string; mergedInto?: string; lastMessageSeen: number; revision: number };
}

/** What must hold in the end: each message stored once and heard once by a ticket that goes on, history without gaps. */
function assertWhole(items: Map<string, Item>, expected: readonly string[]): number {
  const all = [...items.values()];
  const messages = all.filter(({ kind }) => kind === 'message').map(({ message }) => (message as Message).id);
  expect(messages.sort()).toEqual([...expected].sort());
  const tickets = all.filter(({ kind }) => kind === 'ticket').map((item) => (item as unknown as Kept).ticket);
  const live = tickets.filter(({ mergedInto }) => !mergedInto);
  const heard = live.flatMap(({ id }) => {
    const entries = all
      .filter(({ kind, pk }) => kind === 'entry' && pk === `ticket#${id}`)
      .map(({ entry }) => entry as Entry);
    return entries.flatMap((entry) => heardIn([entry])).map((ref) => ref.id);
  });

  expect(heard.sort()).toEqual([...expected].sort());
  expect(live.reduce((sum, { lastMessageSeen }) => sum + lastMessageSeen, 0)).toBe(expected.length);
  return live.length;
}

async function untilDone(work: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries++) if (await work()) return;
  throw new Error('never done');
}

/** A chain of messages of which each names only its parent. */
const CHAIN = [0, 1, 2, 3].map((index) =>
  customerMessage({
    id: `m-${index}`,
    sentAt: atMinute(index),
    threadKeys: index === 0 ? ['m-0'] : [`m-${index}`, `m-${index - 1}`],
  }),
);

/** Files one message, again until nothing fails. */
function filing(store: ItemStore): (message: Message) => Promise<void> {
  let next = 0;
  const ports: TriagePorts = {
    ...memoryTable(store),
    blobs: memoryBlobs(),
    fetchLater: async () => {},
    classify: classifyByRules,
    review: standing,
    park: async () => {},
    clock: () => atMinute(9),
    newId: () => `ticket-${++next}`,
    log: SILENT,
    count: UNCOUNTED,
  };
  const file = (message: Message) => talksOf([{ message, arrivals: [] }]).map((talk) => fileTalk(ports, talk));
  return (message) =>
    untilDone(() =>
      Promise.all(file(message)).then(
        () => true,
        () => false,
      ),
    );
}

describe('triage under faults', () => {
  it('stores and hears every message once, in one ticket a thread, with several environments at once', async () => {
    await fc.assert(
      fc.asyncProperty(faultPlan, fc.integer({ min: 1, max: 6 }), async (plan, count) => {
        const items = new Map<string, Item>();
        const faults = plan[Symbol.iterator]();
        const ids = Array.from({ length: count }, (_, index) => `m-${index}`);
        const environments = [0, 1, 2].map((index) => {
          let next = 0;
          return startTriage(faulty(items, faults), { newId: () => `ticket-${index}-${++next}` });
        });
        const bodies = ids.map((id, index) => envelope(said(id, { sentAt: atMinute(index) })));
        await Promise.all(
          environments.map(({ deliver }) => untilDone(async () => (await deliver(...bodies)).length === 0)),
        );
        expect(assertWhole(items, ids)).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  it('makes one ticket of a chain of replies that only know their parents, in any order, under faults', async () => {
    await fc.assert(
      fc.asyncProperty(faultPlan, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (plan, order) => {
        const items = new Map<string, Item>();
        const file = filing(faulty(items, plan[Symbol.iterator]()));
        await Promise.all(order.map((index) => file(CHAIN[index] ?? customerMessage())));
        const ids = CHAIN.map(({ id }) => id);
        expect(assertWhole(items, ids)).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});
