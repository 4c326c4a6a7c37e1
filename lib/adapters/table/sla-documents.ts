import type { ItemStore } from '#adapters/table/item-store.ts';
import { versionedDocuments } from '#adapters/table/versioned-documents.ts';
import { calendarDocument, policyDocument, type SlaDocuments } from '#domain/policy/documents.ts';

/** The policy and the calendars of a table. */
export function tableSlaDocuments(store: ItemStore): SlaDocuments {
  return {
    policies: versionedDocuments({ store, family: 'sla-policy', schema: policyDocument }),
    calendars: versionedDocuments({ store, family: 'calendar', schema: calendarDocument }),
  };
}
