import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { classifyByRules } from '#classifiers/embedded/classify.ts';
import type { InboundEnvelope } from '#contracts/inbound.ts';
import type { Classifier } from '#domain/classification.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';
import { NOON } from '#tests/support/messages.ts';
import { startTriage } from '#tests/support/triage.ts';
import type { Arrived } from './payload-files.ts';

/** Events run through triage over the in-memory table. */

export type Run = ReturnType<typeof startTriage>;

type Batches = readonly (readonly Arrived[])[];

const judged = new Map<string, ReturnType<Classifier>>();

/** The rules' judgement, of which the same words need only one. */
const classify: Classifier = (text, language) => {
  const key = `${language} ${text}`;
  const found = judged.get(key) ?? classifyByRules(text, language);
  judged.set(key, found);
  return found;
};

/** A batch as queue messages, one a platform. */
function bodiesOf(batch: readonly Arrived[]): string[] {
  return [...Map.groupBy(batch, ({ platform }) => platform)].map(([platform, arrived]) => {
    const events = arrived.map(({ event }) => event);
    const common = { version: 1, kind: 'events', receivedAt: NOON, deliveryId: 'delivery' } as const;
    return JSON.stringify({ ...common, platform, events } satisfies InboundEnvelope);
  });
}

const MOST_TRIES = 20;

/** Runs batches through triage, each as one invocation; what must come again comes again. @throws {Error} when it never ends */
export async function deliverAll(run: Run, batches: Batches): Promise<void> {
  for (const batch of batches) {
    let failed = await run.deliver(...bodiesOf(batch));
    for (let tries = 1; failed.length > 0; tries++) {
      if (tries === MOST_TRIES) throw new Error(`never taken: ${failed.join(', ')}`);
      failed = await run.deliver(...bodiesOf(batch));
    }
  }
}

/** The same over a fresh table. */
export async function played(batches: Batches): Promise<Run> {
  const run = startTriage(undefined, { classify });
  await deliverAll(run, batches);
  return run;
}

/** A store of which every call waits some turns, as dice decide, so that runs mix. */
function mixing(items: Map<string, Item>, dice: Iterator<number>): ItemStore {
  const inner = memoryItemStore(items);
  const turn = async (): Promise<void> => {
    for (let turns = Number(dice.next().value) % 3; turns >= 0; turns--) await new Promise(setImmediate);
  };
  return {
    ...inner,
    get: (key) => turn().then(() => inner.get(key)),
    getAll: (keys) => turn().then(() => inner.getAll(keys)),
    put: (item, condition) => turn().then(() => inner.put(item, condition)),
    query: (pk, prefix) => turn().then(() => inner.query(pk, prefix)),
  };
}

/** Runs lists of batches at once, each through an environment of its own over one table. @returns the table, and all that was set aside */
export async function playedAtOnce(lists: readonly Batches[], dice: Iterator<number>): Promise<Run> {
  const items = new Map<string, Item>();
  const store = mixing(items, dice);
  const environment = (name: string): Run => {
    let next = 0;
    return startTriage(store, { classify, newId: () => `ticket-${name}-${++next}` });
  };
  const ran = await Promise.all(
    lists.map(async (batches, index) => {
      const run = environment(String(index));
      await deliverAll(run, batches);
      return run;
    }),
  );
  return {
    ...environment('later'),
    kinds: (kind) => [...items.values()].filter((item) => item['kind'] === kind),
    parked: ran.flatMap(({ parked }) => parked),
    fetched: ran.flatMap(({ fetched }) => fetched),
  };
}
