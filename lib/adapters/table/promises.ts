import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, promiseKey, promisesPk } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { TransientError } from '#domain/errors.ts';
import type { AnswerPromise } from '#domain/promise/answer-promise.ts';
import type { Promises } from '#domain/promise/promises.ts';

/** Promises under the day they belong to. */

const MOST_TRIES = 12;

const keptIn = (item: Item) => tableItems.promise.schema.parse(item);
const promiseItem = (promise: AnswerPromise, revision: number): Item =>
  itemOf('promise', promiseKey(promise), { revision, promise });

async function put(store: ItemStore, promise: AnswerPromise): Promise<AnswerPromise> {
  const result = await store.put(promiseItem(promise, 1), 'absent');
  if (result.put) return promise;
  if (!result.existing) throw new TransientError('promise is busy');
  return keptIn(result.existing).promise;
}

async function change(
  store: ItemStore,
  ...[key, decide]: Parameters<Promises['change']>
): ReturnType<Promises['change']> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const item = await store.get(promiseKey(key));
    if (!item) return undefined;
    const { revision, promise } = keptIn(item);
    const next = await decide(promise);
    if (JSON.stringify(next) === JSON.stringify(promise)) return promise;
    if ((await store.put(promiseItem(next, revision + 1), { unchanged: { revision } })).put) return next;
  }
  throw new TransientError('promise is busy');
}

/** The promises of a table. */
export function tablePromises(store: ItemStore): Promises {
  return {
    put: (promise) => put(store, promise),
    change: (key, decide) => change(store, key, decide),
    ofDay: async (day) => (await store.query(promisesPk(day), 'promise#')).map((item) => keptIn(item).promise),
  };
}
