import type { ComparedView } from '#contracts/agent-api-priority-views.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import type { PriorityPolicy } from '#domain/priority/policy.ts';
import { priorityPolicyMistakes } from '#domain/priority/policy-mistakes.ts';
import { PRIORITY_DOCUMENT, policyOf } from '#domain/priority/versions.ts';
import type { Priority } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Call, Operation } from './call.ts';
import { assertSound } from './document-refusal.ts';
import { type Asked, askedOf, explanationOf } from './explanation.ts';
import type { AgentApiPorts } from './ports.ts';
import { priorityPolicyNamed } from './priority-policy.ts';
import { found } from './put-document.ts';
import { clocksJudged } from './what-if-clocks.ts';

/** What priorities would be under another policy or with other inputs. Nothing is written. */

type Body = Call<'whatIfPriority'>['body'];

/** What is compared: the policy in force, and what would be in its place. */
interface Comparison {
  readonly before: PriorityPolicy;
  readonly after: PriorityPolicy;
  readonly change: Body['change'];
  readonly now: string;
}

/** @throws {ApiProblem} 422 when the numbers of the other policy do not go together. */
async function otherPolicy(ports: AgentApiPorts, { policy, policyVersion }: Body): Promise<PriorityPolicy | undefined> {
  if (policyVersion !== undefined) return found(await priorityPolicyNamed(ports, policyVersion), 'version');
  if (!policy) return undefined;
  assertSound(policy, '/policy', priorityPolicyMistakes(policy));
  return { ...policy, version: 'what-if' };
}

async function comparisonOf(ports: AgentApiPorts, body: Body): Promise<Comparison> {
  const [other, current] = await Promise.all([
    otherPolicy(ports, body),
    ports.priorityPolicies.current(PRIORITY_DOCUMENT),
  ]);
  const before = policyOf(current);
  return { before, after: other ?? before, change: body.change, now: ports.clock() };
}

/** Inputs with what would be different; null takes one away. */
function changed(inputs: PriorityInputs, change: Body['change'] = {}): PriorityInputs {
  const told = Object.entries(change).filter(([, value]) => value !== undefined);
  // Null and absent mean the same to who judges.
  return { ...inputs, ...Object.fromEntries(told.map(([name, value]) => [name, value ?? undefined])) };
}

function compared(inputs: PriorityInputs, blind: boolean, { before, after, change }: Comparison): ComparedView {
  return {
    before: explanationOf(inputs, before, blind),
    after: explanationOf(changed(inputs, change), after, blind),
    blind: blind ? true : undefined,
  };
}

/** Where a ticket of this priority stands in the queue: see `queueKey` of the table. */
const placeOf = ({ id, episode, openedAt }: Ticket, priority: Priority): string =>
  `${priority}#${episode.startedAt ?? openedAt}#${id}`;

/** Numbers places from 1, in order. */
function ranked(places: readonly string[]): Map<string, number> {
  return new Map([...places].sort().map((place, index) => [place, index + 1]));
}

function ranking(asked: readonly Asked[], comparison: Comparison): ComparedView[] {
  const { after: policy, change, now } = comparison;
  const all = asked.map((each) => {
    const { ticket, inputs, blind } = each;
    const clocks = clocksJudged(each, { inputs: changed(inputs, change), policy, now });
    return { ticket, view: { ...compared(inputs, blind, comparison), clocks } };
  });
  const placed = all.map(({ ticket, view }) => {
    const before = placeOf(ticket, view.before.priority);
    return { ticket, view, before, after: placeOf(ticket, view.after.priority) };
  });
  const before = ranked(placed.map((each) => each.before));
  const after = ranked(placed.map((each) => each.after));
  return placed
    .map(({ ticket, view, ...place }) => {
      const ranks = { before: before.get(place.before) ?? 0, after: after.get(place.after) ?? 0 };
      return { ticketId: ticket.id, ...view, ranks };
    })
    .sort((a, b) => a.ranks.after - b.ranks.after);
}

async function ticketsOf({ tickets }: AgentApiPorts, ids: readonly string[]) {
  const unique = [...new Set(ids)];
  const read = await Promise.all(unique.map(async (id) => ({ id, ticket: await tickets.get(id) })));
  return {
    there: read.flatMap(({ ticket }) => ticket ?? []),
    missing: read.filter(({ ticket }) => !ticket).map(({ id }) => id),
  };
}

export function whatIfPriority(ports: AgentApiPorts): Operation<'whatIfPriority'> {
  return async ({ body }) => {
    const comparison = await comparisonOf(ports, body);
    if (body.inputs) return { body: { compared: [compared(body.inputs, false, comparison)], missing: [] } };
    const { there, missing } = await ticketsOf(ports, body.ticketIds ?? []);
    const asked = await Promise.all(there.map((ticket) => askedOf(ports, ticket)));
    return { body: { compared: ranking(asked, comparison), missing } };
  };
}
