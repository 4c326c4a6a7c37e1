import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, traceKey } from '#adapters/table/keys.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/table-keys.ts';
import type { Traces } from '#domain/ports.ts';

const TRACE_DAYS = 30;

/** Traces of events that are no messages; they expire after thirty days. */
export function tableTraces(store: ItemStore): Traces {
  return {
    put: async (trace) => {
      const expiresAt = Math.floor(Date.parse(trace.receivedAt) / 1000) + TRACE_DAYS * 24 * 60 * 60;
      const item = itemOf('trace', traceKey(trace.account, trace.eventId), trace);
      await store.put({ ...item, [EXPIRY_ATTRIBUTE]: expiresAt }, 'absent');
    },
  };
}
