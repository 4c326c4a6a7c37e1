import type { Item, ItemKey, ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, metricsPk, metricsPlacesKey, metricsRowKey } from '#adapters/table/keys.ts';
import { METRICS_SHARDS, metricsShard } from '#adapters/table/shards.ts';
import { tableItems } from '#contracts/table.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/table-keys.ts';
import { TransientError } from '#domain/errors.ts';
import { type MetricsRow, rowName } from '#domain/metrics/row.ts';
import type { MetricsRows, TicketRows } from '#domain/metrics/rows-port.ts';
import { type KeptRow, rowChanges } from '#domain/metrics/settle-rows.ts';

/**
 * Rows for the metrics, under the day of their beginning. A ticket's places are written down before its rows are, so that
 * a row whose beginning moves to another day is found and marked as gone. A row is never overwritten by an older revision.
 */

interface Deps {
  readonly store: ItemStore;
  readonly backOff: (attempt: number) => Promise<void>;
}

const DAY_SECONDS = 24 * 60 * 60;
const MOST_TRIES = 12;

type Kept = KeptRow & { readonly revision: number };
type Places = { readonly version: number; readonly revision: number; readonly places: readonly string[] };

/** What is kept of one ticket. */
interface Shelf {
  readonly known: Places | undefined;
  readonly rows: readonly Kept[];
}

const expiry = (day: string, keptDays: number): number => Date.parse(day) / 1000 + keptDays * DAY_SECONDS;
const placeOf = ({ day, row }: KeptRow): string => `${day}#${rowName(row)}`;

function keyOf(ticketId: string, place: string): ItemKey {
  const [day = '', ...name] = place.split('#');
  return metricsRowKey({ day, shard: metricsShard(ticketId), ticketId, name: name.join('#') });
}

const keptIn = (item: Item): Kept => tableItems.metricsRow.schema.parse(item);

async function readShelf(store: ItemStore, ticketId: string): Promise<Shelf> {
  const item = await store.get(metricsPlacesKey(ticketId));
  const known = item && tableItems.metricsPlaces.schema.parse(item);
  const keys = (known?.places ?? []).map((place) => keyOf(ticketId, place));
  return { known, rows: (await store.getAll(keys)).map(keptIn) };
}

interface Writing extends Omit<TicketRows, 'rows'> {
  readonly changes: readonly KeptRow[];
}

/** Adds the places that are new. @returns false when somebody else has written meanwhile. */
async function addPlaces({ store }: Deps, { known }: Shelf, writing: Writing): Promise<boolean> {
  const { ticketId, revision, keptDays, changes } = writing;
  const places = [...new Set([...(known?.places ?? []), ...changes.map(placeOf)])];
  if (places.length === known?.places.length) return true;
  const version = (known?.version ?? 0) + 1;
  const days = places.map((place) => place.slice(0, 10)).sort();
  const item = itemOf('metricsPlaces', metricsPlacesKey(ticketId), { version, revision, places });
  const kept = { ...item, [EXPIRY_ATTRIBUTE]: expiry(days.at(-1) ?? '', keptDays) };
  return (await store.put(kept, known ? { unchanged: { version: known.version } } : 'absent')).put;
}

async function putRows({ store }: Deps, { rows }: Shelf, writing: Writing): Promise<boolean> {
  const { ticketId, revision, keptDays, changes } = writing;
  const puts = changes.map(({ day, row, gone }) => {
    const before = rows.find((kept) => placeOf(kept) === placeOf({ day, row }));
    const item = itemOf('metricsRow', keyOf(ticketId, placeOf({ day, row })), { day, row, gone, revision });
    const condition = before ? { unchanged: { revision: before.revision } } : 'absent';
    return store.put({ ...item, [EXPIRY_ATTRIBUTE]: expiry(day, keptDays) }, condition);
  });
  return (await Promise.all(puts)).every(({ put }) => put);
}

const isNewer = ({ known, rows }: Shelf, revision: number): boolean =>
  (known?.revision ?? 0) > revision || rows.some((row) => row.revision > revision);

async function keep(deps: Deps, { rows, ...given }: TicketRows): Promise<number> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const shelf = await readShelf(deps.store, given.ticketId);
    if (isNewer(shelf, given.revision)) return 0;
    const writing = { ...given, changes: rowChanges(rows, shelf.rows) };
    if (writing.changes.length === 0) return 0;
    if ((await addPlaces(deps, shelf, writing)) && (await putRows(deps, shelf, writing))) return writing.changes.length;
    await deps.backOff(attempt);
  }
  throw new TransientError('metrics of the ticket are busy');
}

const standing = (items: readonly Item[]): MetricsRow[] =>
  items.map(keptIn).flatMap(({ row, gone }) => (gone ? [] : [row]));

/** A page of one shard; the position is `<shard>#<sort key>`. */
async function page(store: ItemStore, day: string, { limit, after = '0#' }: { limit: number; after?: string }) {
  const cut = after.indexOf('#');
  const shard = Number(after.slice(0, cut));
  const sk = after.slice(cut + 1);
  const items = await store.queryPage(metricsPk(day, shard), { limit, after: sk === '' ? 'row#' : sk });
  const last = items.at(-1);
  const onward = shard + 1 < METRICS_SHARDS ? `${shard + 1}#` : undefined;
  return { rows: standing(items), next: last && items.length === limit ? `${shard}#${last.sk}` : onward };
}

/** The rows of a table. */
export function tableMetricsRows(deps: Deps): MetricsRows {
  const { store } = deps;
  const shards = Array.from({ length: METRICS_SHARDS }, (_, shard) => shard);
  return {
    keep: (told) => keep(deps, told),
    hasAny: async (ticketId) => (await store.get(metricsPlacesKey(ticketId))) !== undefined,
    ofDay: async (day) =>
      (await Promise.all(shards.map((shard) => store.query(metricsPk(day, shard), 'row#')))).flatMap(standing),
    page: (day, limit, after) => page(store, day, { limit, ...(after !== undefined && { after }) }),
  };
}
