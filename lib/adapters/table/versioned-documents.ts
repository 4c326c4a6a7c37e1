import type * as z from 'zod/mini';
import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { documentEditsKey, documentKey, documentPk, documentPointerKey, itemOf } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import type { DocumentFamily } from '#contracts/table-documents.ts';
import { type NextVersion, UnreadableVersionError, type Version, type VersionedDocuments } from '#domain/versioned.ts';

/**
 * Versioned documents, one partition a family. The put of a version under a number that nobody has taken is the commit;
 * the pointer to the newest follows it and may lag behind, so that readers look whether there is a newer one.
 */

interface Deps<T> {
  readonly store: ItemStore;
  readonly family: DocumentFamily;
  readonly schema: z.ZodMiniType<T>;
}

/** @throws {UnreadableVersionError} when the document is not (or no longer) of the family's shape. */
function versionOf<T>({ schema }: Deps<T>, item: Item): Version<T> {
  const { version } = tableItems.document.schema.parse(item);
  const document = schema.safeParse(version.document);
  if (document.success) return { ...version, document: document.data };
  throw new UnreadableVersionError(`version ${version.number} can't be read`);
}

const numberOf = (item: Item): number => tableItems.documentPointer.schema.parse(item).number;

/** The newest item of a document, at or after the version that its pointer names. */
async function newest<T>(deps: Deps<T>, name: string, pointed: number): Promise<Item | undefined> {
  const { store, family } = deps;
  let found = pointed > 0 ? await store.get(documentKey({ family, name, number: pointed })) : undefined;
  for (let number = pointed + 1; ; number++) {
    const next = await store.get(documentKey({ family, name, number }));
    if (!next) return found;
    found = next;
  }
}

async function current<T>(deps: Deps<T>, name: string): Promise<Version<T> | undefined> {
  const pointer = await deps.store.get(documentPointerKey(deps.family, name));
  const item = await newest(deps, name, pointer ? numberOf(pointer) : 0);
  return item && versionOf(deps, item);
}

const itemFor = (family: DocumentFamily, version: Version<unknown>): Item =>
  itemOf('document', documentKey({ family, name: version.name, number: version.number }), { version });
const pointerTo = (family: DocumentFamily, { name, number }: Version<unknown>): Item =>
  itemOf('documentPointer', documentPointerKey(family, name), { name, number });

/** Moves the pointer forward, never back: whoever put a later version has done so already. */
async function point({ store, family }: Deps<unknown>, version: Version<unknown>): Promise<void> {
  const { name, number } = version;
  const item = pointerTo(family, version);
  for (;;) {
    const known = await store.get(documentPointerKey(family, name));
    if (known && numberOf(known) >= number) return;
    const { put } = await store.put(item, known ? { unchanged: { number: numberOf(known) } } : 'absent');
    if (put) return;
  }
}

async function edits({ store, family }: Deps<unknown>): Promise<number> {
  const item = await store.get(documentEditsKey(family));
  return item ? tableItems.documentEdits.schema.parse(item).number : 0;
}

async function commit({ store, family }: Deps<unknown>, version: Version<unknown>): Promise<boolean> {
  return (await store.put(itemFor(family, version), 'absent')).put;
}

/** The commit that holds only while no other document was put; with the pointer, without which others would not see it. */
async function commitBeside(deps: Deps<unknown>, version: Version<unknown>, seenEdits: number): Promise<boolean> {
  const { store, family } = deps;
  const edited = itemOf('documentEdits', documentEditsKey(family), { number: seenEdits + 1 });
  return store.putTogether([
    { item: itemFor(family, version), condition: 'absent' },
    { item: pointerTo(family, version) },
    { item: edited, condition: seenEdits === 0 ? 'absent' : { unchanged: { number: seenEdits } } },
  ]);
}

interface Putting<T> {
  readonly next: NextVersion<T>;
  readonly seen: number;
  readonly seenEdits: number | undefined;
}

async function put<T>(deps: Deps<T>, { next, seen, seenEdits }: Putting<T>): Promise<Version<T> | undefined> {
  const version = { ...next, number: seen + 1 };
  const { family, store } = deps;
  if (seen > 0 && !(await store.get(documentKey({ family, name: next.name, number: seen })))) return undefined;
  if (seenEdits !== undefined) return (await commitBeside(deps, version, seenEdits)) ? version : undefined;
  if (!(await commit(deps, version))) return undefined;
  await point(deps, version);
  return version;
}

/** The documents of a family in a table. */
export function versionedDocuments<T>(deps: Deps<T>): VersionedDocuments<T> {
  const { store, family } = deps;
  const pk = documentPk(family);
  return {
    current: (name) => current(deps, name),
    version: async (name, number) => {
      const item = await store.get(documentKey({ family, name, number }));
      return item && versionOf(deps, item);
    },
    versions: async (name) => {
      const items = await store.query(pk, documentKey({ family, name }).sk);
      return items.map((item) => versionOf(deps, item)).toReversed();
    },
    all: async () => {
      const names = (await store.query(pk, 'current#')).map(
        (item) => tableItems.documentPointer.schema.parse(item).name,
      );
      return (await Promise.all(names.map((name) => current(deps, name)))).flatMap((version) => version ?? []);
    },
    edits: () => edits(deps),
    put: (next, seen, seenEdits) => put(deps, { next, seen, seenEdits }),
  };
}
