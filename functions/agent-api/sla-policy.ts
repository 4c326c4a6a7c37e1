import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { POLICY_NAME } from '#domain/policy/documents.ts';
import type { Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';
import { found, putDocument, versionNumber } from './put-document.ts';
import { policyViewOf, versionViewOf } from './sla-views.ts';
import { assertSoundPolicy } from './sound-documents.ts';

/** The SLA policy: what is in force, what was, and what is to be. */

/** Reads the policy in force; the one that ships is version 0. */
export function readSlaPolicy({ sla }: AgentApiPorts): Operation<'readSlaPolicy'> {
  return async () => {
    const current = await sla.policies.current(POLICY_NAME);
    return { body: policyViewOf(current), workVersion: current?.number ?? 0 };
  };
}

/** Lists the versions that were put; the one that ships comes before them all. */
export function listSlaPolicies({ sla }: AgentApiPorts): Operation<'listSlaPolicies'> {
  return async () => {
    const versions = await sla.policies.versions(POLICY_NAME);
    return { body: { versions: [...versions.map(versionViewOf), { version: DEFAULT_SLA_POLICY.version }] } };
  };
}

export function readSlaPolicyVersion({ sla }: AgentApiPorts): Operation<'readSlaPolicyVersion'> {
  return async ({ parameters: { version } }) => {
    if (version === DEFAULT_SLA_POLICY.version) return { body: policyViewOf(undefined) };
    const stored = await sla.policies.version(POLICY_NAME, versionNumber(version));
    return { body: policyViewOf(found(stored, 'version')) };
  };
}

const { version: _version, ...shipped } = DEFAULT_SLA_POLICY;

/** Puts the next version in force, if it makes sense beside the calendars that there are. */
export function writeSlaPolicy(ports: AgentApiPorts): Operation<'writeSlaPolicy'> {
  const { policies, calendars } = ports.sla;
  return async (call) => {
    const document = call.body.policy;
    const names = (await calendars.all()).map(({ name }) => name);
    assertSoundPolicy(document, names);
    const put = await putDocument(ports, { documents: policies, name: POLICY_NAME, document, shipped }, call);
    return { body: policyViewOf(put), workVersion: put?.number ?? 0 };
  };
}
