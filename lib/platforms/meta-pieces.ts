import { asId, asObject } from './fields.ts';

/**
 * Meta batches up to 1,000 updates as `entry[]` times `messaging[]`, `standby[]` (another app holds the thread) and
 * `changes[]` (Graph API, "Webhooks: event notifications"), whatever the product. Here a body is cut along these lists;
 * whose event a piece is, is its platform's to say.
 */

const LISTS = ['messaging', 'standby', 'changes'] as const;

/** One item of one list of one entry. */
export interface MetaItem {
  readonly kind: 'item';
  /** Meta's word for what is subscribed to: `page`, `instagram`, `whatsapp_business_account` ... */
  readonly object: string | undefined;
  /** Whose entry it is: a page, an Instagram account, a WhatsApp business account. */
  readonly entryId: string | undefined;
  /** When Meta sent it, in seconds for changes and milliseconds for messaging; as it came. */
  readonly time: unknown;
  readonly list: (typeof LISTS)[number];
  readonly item: unknown;
}

/** What has no list: a body without entries, an entry of unknown shape. */
export interface MetaWhole {
  readonly kind: 'whole';
  readonly object: string | undefined;
  readonly entryId: string | undefined;
  readonly value: unknown;
}

export type MetaPiece = MetaItem | MetaWhole;

/**
 * Cuts a body, in order; Meta's own examples of Instagram are a list of bodies. Never throws, and never returns nothing: a
 * body without entries may be one entry by itself.
 */
export function metaPieces(body: unknown): readonly MetaPiece[] {
  if (Array.isArray(body) && body.length > 0 && body.every(asObject)) return body.flatMap(metaPieces);
  const root = asObject(body);
  if (!root) return [wholeOf(body, undefined)];
  const object = typeof root['object'] === 'string' ? root['object'] : undefined;
  const entries = Array.isArray(root['entry']) ? (root['entry'] as unknown[]) : [asObject(root['entry']) ?? root];
  const pieces = entries.flatMap((entry) => piecesOfEntry(entry, object));
  return pieces.length > 0 ? pieces : [wholeOf(body, object)];
}

/** A delivery cut down to one entry with one item: what `split` puts into an event. */
export function metaPayload({ object, entryId, time, list, item }: MetaItem): unknown {
  return { object, entry: [{ id: entryId, time, [list]: [item] }] };
}

function piecesOfEntry(value: unknown, object: string | undefined): readonly MetaPiece[] {
  const entry = asObject(value);
  if (!entry) return [wholeOf(value, object)];
  const entryId = asId(entry['id']);
  const lists = LISTS.map((list) => [list, itemsOf(entry, list)] as const);
  const pieces = lists.flatMap(([list, items]) =>
    items.map((item) => ({ kind: 'item', object, entryId, time: entry['time'], list, item }) as const),
  );
  return pieces.length > 0 ? pieces : [wholeOf(value, object)];
}

/** A relay may send a lone item in place of a list; an entry of Instagram Login may be its only change (`field`, `value`). */
function itemsOf(entry: Readonly<Record<string, unknown>>, list: (typeof LISTS)[number]): readonly unknown[] {
  const items = entry[list];
  if (items !== undefined && items !== null) return Array.isArray(items) ? (items as unknown[]) : [items];
  const isChange = list === 'changes' && typeof entry['field'] === 'string' && 'value' in entry;
  return isChange ? [{ field: entry['field'], value: entry['value'] }] : [];
}

function wholeOf(value: unknown, object: string | undefined): MetaWhole {
  return { kind: 'whole', object, entryId: asId(asObject(value)?.['id']), value };
}
