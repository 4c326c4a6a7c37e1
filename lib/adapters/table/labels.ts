import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, labelMarkKey, labelMarksPk, labelsKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { TransientError } from '#domain/errors.ts';
import type { MessageLabels } from '#domain/label.ts';
import type { LabelPlace, Labels } from '#domain/labels.ts';
import type { MessageKey } from '#domain/ports.ts';

/**
 * Labels beside their message, and a mark of each in its month. The label is the commit; the mark only finds it, and one
 * whose message was labelled again since is passed over.
 */

const MOST_TRIES = 30;

const labelsIn = (item: Item): MessageLabels => tableItems.labels.schema.parse(item).labels;
const keyOf = ({ account, messageId: id }: { account: string; messageId: string }): MessageKey => ({ account, id });

async function mark(store: ItemStore, labels: MessageLabels): Promise<void> {
  const last = labels.corrections.at(-1);
  if (!last) return;
  const { account, messageId } = labels;
  const key = labelMarkKey(last.at, keyOf(labels));
  await store.put(itemOf('labelMark', key, { account, messageId, labelId: last.id }));
}

async function change(
  store: ItemStore,
  key: MessageKey,
  decide: Parameters<Labels['change']>[1],
): ReturnType<Labels['change']> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const item = await store.get(labelsKey(key));
    const known = item && tableItems.labels.schema.parse(item);
    const next = decide(known?.labels);
    const revision = (known?.revision ?? 0) + 1;
    const condition = known ? { unchanged: { revision: known.revision } } : 'absent';
    const isKnown = next === known?.labels;
    const put =
      isKnown || (await store.put(itemOf('labels', labelsKey(key), { revision, labels: next }), condition)).put;
    if (!put) continue;
    await mark(store, next);
    return next;
  }
  throw new TransientError('labels are busy');
}

async function allOf(store: ItemStore, keys: readonly MessageKey[]): Promise<MessageLabels[]> {
  return (await store.getAll(keys.map(labelsKey))).map(labelsIn);
}

/** Nothing was labelled before this month. */
const FIRST_MONTH = '2026-01';

/** The months from one on, as far as `last`. */
function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let at = new Date(`${first}-01T00:00:00Z`); ; at.setUTCMonth(at.getUTCMonth() + 1)) {
    const month = at.toISOString().slice(0, 7);
    if (month > last) return months;
    months.push(month);
  }
}

/** Marks from a place on, month by month until a page is full. A place is the sort key of a mark, or a time before one. */
async function marksFrom(store: ItemStore, from: LabelPlace, { now, limit }: { now: string; limit: number }) {
  const after = 'since' in from ? from.since : from.after;
  const marks: Item[] = [];
  const first = after.slice(0, 7) > FIRST_MONTH ? after.slice(0, 7) : FIRST_MONTH;
  for (const month of monthsFrom(first, now.slice(0, 7))) {
    const wanted = limit - marks.length;
    if (wanted === 0) break;
    marks.push(...(await store.queryPage(labelMarksPk(month), { after, limit: wanted })));
  }
  return marks;
}

async function list(store: ItemStore, { from, now, limit }: Parameters<Labels['list']>[0]) {
  const marks = await marksFrom(store, from, { now, limit });
  const marked = marks.map((item) => tableItems.labelMark.schema.parse(item));
  const found = await allOf(store, marked.map(keyOf));
  const byLast = new Map(found.map((labels) => [labels.corrections.at(-1)?.id, labels]));
  const labels = marked.flatMap(({ labelId }) => byLast.get(labelId) ?? []);
  return { labels, next: marks.length === limit ? marks.at(-1)?.sk : undefined };
}

/** The labels of a table. */
export function tableLabels(store: ItemStore): Labels {
  return {
    of: async (keys) => new Map((await allOf(store, keys)).map((labels) => [labels.messageId, labels])),
    change: (key, decide) => change(store, key, decide),
    list: (page) => list(store, page),
  };
}
