import { RefusedError } from '#domain/errors.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { POLICY_NAME } from '#domain/policy/documents.ts';
import { PRIORITY_DOCUMENT, policyOf } from '#domain/priority/versions.ts';
import { retier, type TierSetting } from '#domain/tier.ts';
import type { Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';

/** A customer gets a tier: kept beside their profile for tickets to come, and told to those they have. */

/** Tickets told at once. */
const AT_ONCE = 20;

/** The tiers that mean something: those that the priority policy counts, and those that an SLA rule names. */
async function knownTiers({ priorityPolicies, sla }: AgentApiPorts): Promise<string[]> {
  const [priorities, promises] = await Promise.all([
    priorityPolicies.current(PRIORITY_DOCUMENT),
    sla.policies.current(POLICY_NAME),
  ]);
  const { rules } = promises?.document ?? DEFAULT_SLA_POLICY;
  const named = rules.flatMap(({ when }) => when.tier ?? []);
  return [...new Set([...Object.keys(policyOf(priorities).tiers), ...named])].sort();
}

/** @throws {RefusedError} when no policy names the tier: a misspelt one would count nothing, and nobody would notice. */
async function assertKnown(ports: AgentApiPorts, tier: string | null): Promise<void> {
  if (tier === null) return;
  const known = await knownTiers(ports);
  if (known.includes(tier)) return;
  throw new RefusedError('unknown_tier', `No policy names this tier. Those named: ${known.join(', ')}.`);
}

/** Tells every ticket of the customer. @returns how many did not know. */
async function toldTickets({ threads, tickets }: AgentApiPorts, setting: TierSetting): Promise<number> {
  const ids = await threads.ticketsOf(setting.account, setting.customerId);
  let told = 0;
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const changes = await Promise.all(some.map((id) => tickets.change(id, (ticket) => retier(ticket, setting))));
    told += changes.filter(({ changed }) => changed).length;
  }
  return told;
}

/** Sets a tier. The same request again completes what was cut short and changes nothing else. */
export function setCustomerTier(ports: AgentApiPorts): Operation<'setCustomerTier'> {
  return async ({ caller, parameters: { account, customerId }, body: { tier, why } }) => {
    await assertKnown(ports, tier);
    const by = { kind: caller.kind, id: caller.id };
    const setting = { account, customerId, tier: tier ?? undefined, by, at: ports.clock(), why };
    // Kept first: a ticket that is being opened meanwhile looks for it once more when it is there (triage).
    await ports.customers.setTier(setting);
    return { body: { account, customerId, tier, tickets: await toldTickets(ports, setting) } };
  };
}
