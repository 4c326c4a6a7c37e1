import * as z from 'zod/mini';
import { ticketPriorityView, whatIfView } from '#contracts/agent-api-priority-views.ts';
import { pathId, why } from '#contracts/agent-api-requests.ts';
import { reading, versionFields, versionList, writing } from '#contracts/agent-api-versions.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { priorityInputs } from '#domain/priority/inputs.ts';
import { priorityPolicyDocument } from '#domain/priority/policy.ts';

/** The routes by which priorities are explained and their policy is edited, with what they take. */

const MOST_TICKETS = 50;

export const priorityPolicyBody = z.strictObject({ policy: priorityPolicyDocument, why });
export const priorityPolicyView = z.strictObject({ ...versionFields, policy: priorityPolicyDocument });
export type PriorityPolicyView = z.infer<typeof priorityPolicyView>;

const { tier, waitingSince, replyWindowClosesAt, ...always } = z.partial(priorityInputs).shape;

/** Inputs to put in the place of those that a ticket has; null takes one away. */
const changes = z.strictObject({
  ...always,
  tier: z.nullable(tier),
  waitingSince: z.nullable(waitingSince),
  replyWindowClosesAt: z.nullable(replyWindowClosesAt),
});

export const whatIfBody = z
  .strictObject({
    ticketIds: z.optional(z.array(pathId).check(z.minLength(1), z.maxLength(MOST_TICKETS))),
    inputs: z.optional(priorityInputs).check(z.describe('Free inputs, in the place of tickets.')),
    policy: z.optional(priorityPolicyDocument).check(z.describe('Another policy.')),
    policyVersion: z.optional(pathId).check(z.describe('A version of the policy, in the place of `policy`.')),
    change: z.optional(changes).check(z.describe('Other inputs.')),
  })
  .check(
    z.refine(({ ticketIds, inputs }) => (ticketIds === undefined) !== (inputs === undefined), {
      error: 'either ticketIds or inputs',
    }),
    z.refine(({ policy, policyVersion }) => policy === undefined || policyVersion === undefined, {
      error: 'policy or policyVersion, not both',
    }),
    z.refine(
      ({ policy, policyVersion, change }) => [policy, policyVersion, change].some((part) => part !== undefined),
      {
        error: 'policy, policyVersion or change: what would be different',
      },
    ),
  );

export const priorityRoutes = [
  {
    operationId: 'explainPriority',
    method: 'GET',
    path: '/tickets/{ticketId}/priority',
    summary: "Explain a ticket's priority: factors, evidence, policy version, and what would make it another",
    permission: 'tickets:read',
    response: ticketPriorityView,
    success: 200,
    versioned: false,
  },
  {
    operationId: 'whatIfPriority',
    method: 'POST',
    path: '/priority/what-if',
    summary: 'What priorities would be under another policy or with other inputs; writes nothing',
    permission: 'tickets:read',
    body: whatIfBody,
    response: whatIfView,
    success: 200,
    versioned: false,
    checked: true,
  },
  {
    ...reading,
    operationId: 'readPriorityPolicy',
    path: '/priority/policy',
    summary: 'Read the priority policy in force',
    response: priorityPolicyView,
    tagged: true,
  },
  {
    ...writing,
    operationId: 'writePriorityPolicy',
    path: '/priority/policy',
    summary: 'Put the next version of the priority policy in force',
    body: priorityPolicyBody,
    response: priorityPolicyView,
  },
  {
    ...reading,
    operationId: 'listPriorityPolicies',
    path: '/priority/policies',
    summary: 'List the versions of the priority policy',
    response: versionList,
  },
  {
    ...reading,
    operationId: 'readPriorityPolicyVersion',
    path: '/priority/policies/{version}',
    summary: 'Read a version of the priority policy',
    response: priorityPolicyView,
  },
] as const satisfies readonly AgentRoute[];
