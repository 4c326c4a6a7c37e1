import { keptFresh } from '#adapters/kept-fresh.ts';
import type { ItemStore } from '#adapters/table/item-store.ts';
import { versionedDocuments } from '#adapters/table/versioned-documents.ts';
import { priorityPolicyDocument } from '#domain/priority/policy.ts';
import {
  PRIORITY_DOCUMENT,
  type PriorityPolicies,
  policyOf,
  type ReadPriorityPolicy,
} from '#domain/priority/versions.ts';

/** A policy that was put is seen within this time. */
const FRESH_MS = 60_000;

/** The priority policies of a table. */
export function tablePriorityPolicies(store: ItemStore): PriorityPolicies {
  return versionedDocuments({ store, family: 'priority-policy', schema: priorityPolicyDocument });
}

/** By name: whoever mentions the class has the whole of zod in the bundle, 400 KB. */
const isOfAnotherShape = (error: unknown): boolean => error instanceof Error && error.name === '$ZodError';

/**
 * Reads the policy in force, at most once a minute. One that this version of Earshot can't read any more gives way to the
 * one that ships: messages are worth more than their order, and each ticket names the version it was judged under.
 */
export function priorityPolicyInForce(policies: PriorityPolicies, nowMs: () => number = Date.now): ReadPriorityPolicy {
  return keptFresh(
    async () => {
      try {
        return policyOf(await policies.current(PRIORITY_DOCUMENT));
      } catch (error) {
        if (isOfAnotherShape(error)) return policyOf(undefined);
        throw error;
      }
    },
    FRESH_MS,
    nowMs,
  );
}
