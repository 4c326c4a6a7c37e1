import type { PriorityPolicyView } from '#contracts/agent-api-priority.ts';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import type { PriorityPolicy, PriorityPolicyDocument } from '#domain/priority/policy.ts';
import { priorityPolicyMistakes } from '#domain/priority/policy-mistakes.ts';
import { PRIORITY_DOCUMENT, policyOf } from '#domain/priority/versions.ts';
import type { Version } from '#domain/versioned.ts';
import type { Operation } from './call.ts';
import { assertSound } from './document-refusal.ts';
import type { AgentApiPorts } from './ports.ts';
import { found, putDocument } from './put-document.ts';
import { versionViewOf } from './sla-views.ts';

/** The priority policy: what is in force, what was, and what is to be. */

type Documents = Pick<AgentApiPorts, 'priorityPolicies'>;

function viewOf(version: Version<PriorityPolicyDocument> | undefined): PriorityPolicyView {
  if (version) return { ...versionViewOf(version), policy: version.document };
  const { version: shipped, ...policy } = DEFAULT_PRIORITY_POLICY;
  return { version: shipped, policy };
}

async function storedVersion({ priorityPolicies }: Documents, version: string) {
  return /^[1-9]\d{0,9}$/.test(version) ? priorityPolicies.version(PRIORITY_DOCUMENT, Number(version)) : undefined;
}

/** A policy of any version; undefined when there is none. */
export async function priorityPolicyNamed(ports: Documents, version: string): Promise<PriorityPolicy | undefined> {
  if (version === DEFAULT_PRIORITY_POLICY.version) return DEFAULT_PRIORITY_POLICY;
  const stored = await storedVersion(ports, version);
  return stored && policyOf(stored);
}

/** Reads the policy in force; the one that ships is version 0. */
export function readPriorityPolicy({ priorityPolicies }: AgentApiPorts): Operation<'readPriorityPolicy'> {
  return async () => {
    const current = await priorityPolicies.current(PRIORITY_DOCUMENT);
    return { body: viewOf(current), workVersion: current?.number ?? 0 };
  };
}

/** Lists the versions that were put; the one that ships comes before them all. */
export function listPriorityPolicies({ priorityPolicies }: AgentApiPorts): Operation<'listPriorityPolicies'> {
  return async () => {
    const versions = await priorityPolicies.versions(PRIORITY_DOCUMENT);
    return { body: { versions: [...versions.map(versionViewOf), { version: DEFAULT_PRIORITY_POLICY.version }] } };
  };
}

export function readPriorityPolicyVersion(ports: AgentApiPorts): Operation<'readPriorityPolicyVersion'> {
  return async ({ parameters: { version } }) => {
    if (version === DEFAULT_PRIORITY_POLICY.version) return { body: viewOf(undefined) };
    return { body: viewOf(found(await storedVersion(ports, version), 'version')) };
  };
}

const { version: _version, ...shipped } = DEFAULT_PRIORITY_POLICY;

/** Puts the next version in force, if its numbers go together. Tickets follow at their next change or look. */
export function writePriorityPolicy(ports: AgentApiPorts): Operation<'writePriorityPolicy'> {
  return async (call) => {
    const document = call.body.policy;
    assertSound(document, '/policy', priorityPolicyMistakes(document));
    const documents = ports.priorityPolicies;
    const put = await putDocument(ports, { documents, name: PRIORITY_DOCUMENT, document, shipped }, call);
    return { body: viewOf(put), workVersion: put?.number ?? 0 };
  };
}
