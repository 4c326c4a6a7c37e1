import { PARK_REASON_ATTRIBUTE } from '#contracts/inbound.ts';
import type { Amendment } from '#domain/message.ts';
import { amendmentName, eventName, messageName, parkedNames } from '#local/care/names.ts';
import type { QueuedMessage } from '#local/local-stack.ts';

/** What the engines hold, by name: every item of the table and every parked message. */
export interface Shelves {
  readonly words: ReadonlySet<string>;
  /** Why an event is no words. */
  readonly traces: ReadonlyMap<string, string>;
  /** Why an event is parked. */
  readonly parked: ReadonlyMap<string, string>;
}

type Item = Readonly<Record<string, unknown>>;

function wordsIn(item: Item): string[] {
  if (item['kind'] === 'message') {
    const { account, id } = item['message'] as { account: string; id: string };
    return [messageName(account, id)];
  }
  if (item['kind'] !== 'amendments') return [];
  return (item['amendments'] as Amendment[]).map(amendmentName);
}

function traceIn(item: Item): [string, string][] {
  if (item['kind'] !== 'trace') return [];
  const { account, eventId, outcome, reason } = item as Record<'account' | 'eventId' | 'outcome' | 'reason', string>;
  return [[eventName(account, eventId), outcome === 'unknown' ? `unknown type ${reason}, kept whole` : reason]];
}

function parkedIn({ body, attributes }: QueuedMessage): [string, string][] {
  const reason = attributes[PARK_REASON_ATTRIBUTE] ?? 'failed too often';
  return parkedNames(body).map((name) => [name, reason]);
}

/** Sorts what was read from the engines. */
export function shelvesOf(items: readonly Item[], parked: readonly QueuedMessage[]): Shelves {
  return {
    words: new Set(items.flatMap(wordsIn)),
    traces: new Map(items.flatMap(traceIn)),
    parked: new Map(parked.flatMap(parkedIn)),
  };
}
