import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import type { PriorityPolicy, PriorityPolicyDocument } from '#domain/priority/policy.ts';
import type { Version, VersionedDocuments } from '#domain/versioned.ts';

/** How versions of the priority policy are named: `priority-2` ships in code, `1` was the first that people put. */

/** There is one priority policy, so its documents have one name. */
export const PRIORITY_DOCUMENT = 'priority';

/** The policies that people have put. */
export type PriorityPolicies = VersionedDocuments<PriorityPolicyDocument>;

/** Reads the policy in force; it may be a minute behind. */
export type ReadPriorityPolicy = () => Promise<PriorityPolicy>;

/** A version as the policy that it is; the one that ships where nobody has put any. */
export function policyOf(version: Version<PriorityPolicyDocument> | undefined): PriorityPolicy {
  return version ? { ...version.document, version: String(version.number) } : DEFAULT_PRIORITY_POLICY;
}
