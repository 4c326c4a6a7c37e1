import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf } from '#adapters/table/keys.ts';
import { versionedDocuments } from '#adapters/table/versioned-documents.ts';
import { NOON } from '#tests/support/messages.ts';

/** What versioned documents promise: run over the double and over DynamoDB. */

const schema = z.strictObject({ weight: z.number() });
const said = { by: { kind: 'agent', id: 'admin-1' }, at: NOON, why: 'because' } as const;

export function versionedDocumentsContract(name: string, storeOf: () => ItemStore): void {
  const documents = () => versionedDocuments({ store: storeOf(), family: 'priority-policy', schema });

  describe(`versioned documents: ${name}`, () => {
    it('has nothing until somebody puts a first version, and then keeps every one', async () => {
      const doc = randomUUID();
      expect(await documents().current(doc)).toBeUndefined();
      expect(await documents().versions(doc)).toEqual([]);
      const first = await documents().put({ name: doc, document: { weight: 1 }, ...said }, 0);
      const second = await documents().put({ name: doc, document: { weight: 2 }, ...said }, 1);
      expect(first).toEqual({ name: doc, number: 1, document: { weight: 1 }, ...said });
      expect(await documents().current(doc)).toEqual(second);
      expect(await documents().version(doc, 1)).toEqual(first);
      expect(await documents().version(doc, 3)).toBeUndefined();
      expect(await documents().versions(doc)).toEqual([second, first]);
      expect((await documents().all()).filter((each) => each.name === doc)).toEqual([second]);
    });

    it('takes one of many that replace the same version, and none that replaces what is not there', async () => {
      const doc = randomUUID();
      const put = (weight: number, seen: number) => documents().put({ name: doc, document: { weight }, ...said }, seen);
      const wins = (await Promise.all([1, 2, 3, 4].map((weight) => put(weight, 0)))).filter(Boolean);
      expect(wins).toHaveLength(1);
      expect(await put(9, 7)).toBeUndefined();
      expect(await put(9, 0)).toBeUndefined();
      expect(await documents().current(doc)).toEqual(wins[0]);
    });

    it('takes one of many at once under names of their own, when they must go together, and the others after a look', async () => {
      const names = Array.from({ length: 8 }, () => randomUUID());
      const seen = await documents().edits();
      const put = (doc: string, edits: number) =>
        documents().put({ name: doc, document: { weight: 1 }, ...said }, 0, edits);
      const first = await Promise.all(names.map((doc) => put(doc, seen)));
      expect(first.filter(Boolean)).toHaveLength(1);
      expect(await documents().edits()).toBe(seen + 1);
      const [lost = ''] = names.filter((_, index) => !first[index]);
      expect(await documents().current(lost)).toBeUndefined();
      expect(await put(lost, seen)).toBeUndefined();
      expect((await put(lost, seen + 1))?.number).toBe(1);
    });

    it('shows every one that was put to whoever looks before the next: of eight at once that exclude each other, one', async () => {
      const weight = Date.now() + Math.random();
      const claim = async (): Promise<boolean> => {
        const edits = await documents().edits();
        if ((await documents().all()).some(({ document }) => document.weight === weight)) return false;
        const put = await documents().put({ name: randomUUID(), document: { weight }, ...said }, 0, edits);
        return put ? true : claim();
      };
      expect((await Promise.all(Array.from({ length: 8 }, claim))).filter(Boolean)).toHaveLength(1);
    });

    it('finds a version whose writer died before its pointer was moved', async () => {
      const doc = randomUUID();
      await documents().put({ name: doc, document: { weight: 1 }, ...said }, 0);
      const key = { pk: 'document#priority-policy', sk: `version#${doc}#0000000002` };
      const version = { name: doc, number: 2, document: { weight: 2 }, ...said };
      await storeOf().put(itemOf('document', key, { version }));
      expect(await documents().current(doc)).toEqual(version);
      expect(await documents().put({ name: doc, document: { weight: 3 }, ...said }, 1)).toBeUndefined();
      expect((await documents().put({ name: doc, document: { weight: 3 }, ...said }, 2))?.number).toBe(3);
      expect((await documents().all()).find((each) => each.name === doc)?.number).toBe(3);
    });

    it('refuses a document that is not of its shape', async () => {
      const doc = randomUUID();
      const other = versionedDocuments({ store: storeOf(), family: 'priority-policy', schema: z.unknown() });
      await other.put({ name: doc, document: { weight: 'heavy' }, ...said }, 0);
      await expect(documents().current(doc)).rejects.toThrow();
    });
  });
}
