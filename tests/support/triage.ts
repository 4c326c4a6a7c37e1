import type { ItemStore } from '#adapters/table/item-store.ts';
import { classifyByRules } from '#classifiers/embedded/classify.ts';
import type { InboundEnvelope } from '#contracts/inbound.ts';
import type { MetricName } from '#contracts/metrics.ts';
import { PermanentError } from '#domain/errors.ts';
import { standing } from '#domain/opinion.ts';
import type { Blobs } from '#domain/ports.ts';
import { SILENT } from '#functions/shell/log.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { createTriage } from '#functions/triage/triage.ts';
import { countingIds, memoryTable } from '#tests/support/memory-table.ts';
import { NOON } from '#tests/support/messages.ts';

/** Triage over the in-memory table, with the Standard inlet's events as its input. */

export function memoryBlobs(kept: Map<string, string> = new Map()): Blobs & { readonly kept: Map<string, string> } {
  return {
    kept,
    put: async (key, text) => {
      kept.set(key, text);
    },
    get: async (key) => {
      const text = kept.get(key);
      if (text === undefined) throw new PermanentError('claim_missing');
      return text;
    },
    remove: async (key) => {
      kept.delete(key);
    },
  };
}

export const ACCOUNT = 'standard:shop';

/** One event of the Standard inlet. */
export function standardEvent(
  type: string,
  data: object,
  timestamp = NOON,
): { account: string; id: string; payload: unknown } {
  const id = `event-${JSON.stringify([type, data, timestamp])}`;
  return { account: ACCOUNT, id, payload: { type, timestamp, data } };
}

/** A customer's message over the Standard inlet. */
export function said(
  id: string,
  given: { text?: string; thread?: string; customer?: string; sentAt?: string; author?: 'brand' | 'customer' } = {},
) {
  const {
    text = 'Where is my order?',
    thread = 'thread-1',
    customer = 'customer-1',
    sentAt = NOON,
    author = 'customer',
  } = given;
  return standardEvent('message.created', { id, thread, text, sentAt, author, customer: { id: customer } });
}

export function envelope(...events: { account: string; id: string; payload: unknown }[]): string {
  const body: InboundEnvelope = {
    version: 1,
    kind: 'events',
    platform: 'standard',
    receivedAt: NOON,
    deliveryId: 'delivery',
    events,
  };
  return JSON.stringify(body);
}

/** @param store an item store with faults, or the plain double. */
export function startTriage(store?: ItemStore, overrides: Partial<TriagePorts> = {}) {
  const table = memoryTable(store);
  const parked: { body: string; reason: string }[] = [];
  const fetched: string[] = [];
  const blobs = memoryBlobs();
  const counted: MetricName[] = [];
  const triage = createTriage({
    ...table,
    blobs,
    classify: classifyByRules,
    review: standing,
    fetchLater: async (bodies) => void fetched.push(...bodies),
    park: async (body, reason) => {
      parked.push({ body, reason });
    },
    clock: () => NOON,
    newId: countingIds('ticket'),
    log: SILENT,
    count: (name) => void counted.push(name),
    ...overrides,
  });
  const deliver = (...bodies: string[]) => triage(bodies.map((body, index) => ({ id: `record-${index}`, body })));
  const kinds = (kind: string) => [...table.items.values()].filter((item) => item['kind'] === kind);
  return { table, parked, fetched, blobs, counted, deliver, kinds };
}
