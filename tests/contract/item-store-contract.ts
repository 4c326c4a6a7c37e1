import { describe, expect, it } from 'vitest';
import type { Item, ItemStore } from '#adapters/table/item-store.ts';

/** What every item store must do: run on the double and on DynamoDB, so that the double can't lie. */

let count = 0;
/** A partition nobody else has used. */
const freshPk = (): string => `contract#${process.pid}#${++count}#${Date.now()}`;

const item = (pk: string, sk: string, rest: Record<string, unknown> = {}): Item => ({ pk, sk, kind: 'note', ...rest });

/** Index reads may lag; a store that never catches up fails. */
async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 50; tries++) {
    const value = await read();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return read();
}

export function itemStoreContract(name: string, storeOf: () => ItemStore): void {
  describe(`item store: ${name}`, () => {
    it('gives back what was put, without undefined values', async () => {
      const store = storeOf();
      const pk = freshPk();
      await store.put(item(pk, 'a', { nested: { list: [1, 'two', { three: true }], gone: undefined }, text: 'é😀' }));
      expect(await store.get({ pk, sk: 'a' })).toEqual(
        item(pk, 'a', { nested: { list: [1, 'two', { three: true }] }, text: 'é😀' }),
      );
      expect(await store.get({ pk, sk: 'b' })).toBeUndefined();
    });

    it('puts what is absent once and shows who was first', async () => {
      const store = storeOf();
      const pk = freshPk();
      expect(await store.put(item(pk, 'a', { by: 1 }), 'absent')).toEqual({ put: true });
      expect(await store.put(item(pk, 'a', { by: 2 }), 'absent')).toEqual({
        put: false,
        existing: item(pk, 'a', { by: 1 }),
      });
    });

    it('lets one of many at once be first', async () => {
      const store = storeOf();
      const pk = freshPk();
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, by) => store.put(item(pk, 'a', { by }), 'absent')),
      );
      expect(results.filter(({ put }) => put)).toHaveLength(1);
    });

    it('puts over what is unchanged, and not over what has changed or gone', async () => {
      const store = storeOf();
      const pk = freshPk();
      await store.put(item(pk, 'a', { revision: 1, state: 'queued' }));
      const unchanged = { revision: 1, state: 'queued' };
      expect(await store.put(item(pk, 'a', { revision: 2, state: 'queued' }), { unchanged })).toEqual({ put: true });
      const second = await store.put(item(pk, 'a', { revision: 3 }), { unchanged });
      expect(second).toMatchObject({ put: false, existing: { revision: 2 } });
      expect(await store.put(item(pk, 'nothing'), { unchanged })).toEqual({ put: false, existing: undefined });
    });

    it('puts several together, all of them or none', async () => {
      const store = storeOf();
      const pk = freshPk();
      const both = (by: number, seen: number) =>
        store.putTogether([
          { item: item(pk, `v${by}`, { by }), condition: 'absent' },
          {
            item: item(pk, 'count', { number: seen + 1 }),
            condition: seen ? { unchanged: { number: seen } } : 'absent',
          },
        ]);
      expect(await both(1, 0)).toBe(true);
      expect(await both(1, 1)).toBe(false);
      expect(await both(2, 0)).toBe(false);
      expect(await store.get({ pk, sk: 'count' })).toEqual(item(pk, 'count', { number: 1 }));
      expect(await store.get({ pk, sk: 'v2' })).toBeUndefined();
      expect(await both(2, 1)).toBe(true);
      const results = await Promise.all(Array.from({ length: 8 }, (_, by) => both(10 + by, 2)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect((await store.query(pk, 'v1')).filter(({ sk }) => sk !== 'v1')).toHaveLength(1);
    });

    it('reads many keys at once, more than a batch holds, the missing left out and the repeated once', async () => {
      const store = storeOf();
      const pk = freshPk();
      const keys = Array.from({ length: 130 }, (_, index) => ({ pk, sk: `k${index}` }));
      await Promise.all(keys.map(({ sk }) => store.put(item(pk, sk))));
      const found = await store.getAll([...keys, ...keys, { pk, sk: 'missing' }]);
      expect(found.map(({ sk }) => sk).sort()).toEqual(keys.map(({ sk }) => sk).sort());
      expect(await store.getAll([])).toEqual([]);
    });

    it('queries a partition by prefix, ascending, through every page', async () => {
      const store = storeOf();
      const pk = freshPk();
      const big = 'x'.repeat(40_000);
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store.put(item(pk, `entry#${String(index).padStart(3, '0')}`, { big })),
        ),
      );
      await store.put(item(pk, 'note#1'));
      const found = await store.query(pk, 'entry#');
      expect(found.map(({ sk }) => sk)).toEqual(
        Array.from({ length: 40 }, (_, index) => `entry#${String(index).padStart(3, '0')}`),
      );
    });

    it('queries a partition page by page, ascending, after a sort key', async () => {
      const store = storeOf();
      const pk = freshPk();
      const big = 'x'.repeat(300_000);
      for (const sk of ['c', 'a', 'e', 'b', 'd']) await store.put(item(pk, sk, { big }));
      const page = async (after: string, limit: number) =>
        (await store.queryPage(pk, { after, limit })).map(({ sk }) => sk);
      expect(await page('0', 4)).toEqual(['a', 'b', 'c', 'd']);
      expect(await page('d', 4)).toEqual(['e']);
      expect(await page('b~', 1)).toEqual(['c']);
      expect(await page('e', 4)).toEqual([]);
    });

    it('finds by index what has its keys, in order, bounded and paged', async () => {
      const store = storeOf();
      const pk = freshPk();
      const shard = `new#${pk}`;
      for (const queueKey of ['P1#2026#c', 'P1#2025#a', 'P2#2024#b']) {
        await store.put(item(pk, queueKey, { statusShard: shard, queueKey }));
      }
      await store.put(item(pk, 'not in the index', { statusShard: shard }));
      const all = { index: 'byStatus', partition: shard, limit: 10 } as const;
      const found = await eventually(
        () => store.queryIndex(all),
        ({ length }) => length === 3,
      );
      expect(found.map(({ sort }) => sort)).toEqual(['P1#2025#a', 'P1#2026#c', 'P2#2024#b']);
      expect(found[0]?.key).toEqual({ pk, sk: 'P1#2025#a' });
      const sorts = async (query: object) => (await store.queryIndex({ ...all, ...query })).map(({ sort }) => sort);
      expect(await sorts({ prefix: 'P1#' })).toEqual(['P1#2025#a', 'P1#2026#c']);
      expect(await sorts({ after: 'P1#2025#a', limit: 1 })).toEqual(['P1#2026#c']);
      expect(await sorts({ after: 'P1#2025#a', prefix: 'P1#' })).toEqual(['P1#2026#c']);
      expect(await sorts({ upTo: 'P1#2026#c' })).toEqual(['P1#2025#a', 'P1#2026#c']);
      expect(await sorts({ after: 'P2#2024#b' })).toEqual([]);
    });

    it('takes out of the index what has lost its keys', async () => {
      const store = storeOf();
      const pk = freshPk();
      const query = { index: 'byDue', partition: `due#${pk}`, limit: 10 } as const;
      await store.put(item(pk, 'a', { dueShard: `due#${pk}`, dueKey: '2026#a' }));
      await eventually(
        () => store.queryIndex(query),
        ({ length }) => length === 1,
      );
      await store.put(item(pk, 'a'));
      expect(
        await eventually(
          () => store.queryIndex(query),
          ({ length }) => length === 0,
        ),
      ).toEqual([]);
    });
  });
}
