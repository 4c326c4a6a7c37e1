import * as z from 'zod/mini';
import { anyObject, maybe } from './fields.ts';
import { time } from './meta-fields.ts';

/** A change of a page or an Instagram account: what is subscribed to (`field`), and what happened (`value`). */
export interface MetaChange {
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** When Meta sent it, ISO 8601 UTC. */
  readonly sentAt: string | undefined;
}

const piece = z.object({
  object: maybe(z.string()),
  entry: z.tuple([
    z.object({
      time,
      changes: maybe(z.tuple([z.object({ field: maybe(z.string()), value: maybe(anyObject) })])),
      messaging: maybe(z.array(z.unknown())),
      standby: maybe(z.array(z.unknown())),
    }),
  ]),
});

/** The change of an event cut down to one; undefined when it holds none. */
export function changeOf(payload: unknown): MetaChange | undefined {
  const read = piece.safeParse(payload).data;
  const entry = read?.entry[0];
  const change = entry?.changes?.[0];
  if (!change?.field || !change.value || isForeign(read?.object)) return undefined;
  return { field: change.field, value: change.value, sentAt: entry?.time };
}

/** The platform's word for an event that is not known: `page.leadgen`, `user.location`, `page.messaging`, `body`. */
export function wordFor(payload: unknown): string {
  const read = piece.safeParse(payload).data;
  const entry = read?.entry[0];
  if (!entry) return 'body';
  const list = (entry.messaging ?? entry.standby) ? 'messaging' : undefined;
  const field = entry.changes ? (entry.changes[0].field ?? 'changes') : list;
  return field ? `${read?.object ?? 'changes'}.${field}` : 'body';
}

/** Meta's other objects (`user`, `permissions` ...) are not about a page or an Instagram account. */
const isForeign = (object: string | undefined): boolean =>
  object !== undefined && object !== 'page' && object !== 'instagram';
