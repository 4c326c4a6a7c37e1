import * as z from 'zod/mini';
import { why } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { tierName } from '#domain/priority/policy.ts';

/** The route by which a customer gets a tier. */

export const tierBody = z.strictObject({
  tier: z.nullable(tierName).check(z.describe('One that the priority or the SLA policy names; null: none.')),
  why,
});

const customerTierView = z.strictObject({
  account: z.string(),
  customerId: z.string(),
  tier: z.nullable(z.string()),
  tickets: z.number().check(z.describe('How many tickets were told, and judged anew where they are in work.')),
});

export const customerRoutes = [
  {
    operationId: 'setCustomerTier',
    method: 'PUT',
    path: '/accounts/{account}/customers/{customerId}/tier',
    summary: "Set a customer's tier, and judge their tickets by it",
    permission: 'customers:write',
    body: tierBody,
    response: customerTierView,
    success: 200,
    versioned: false,
  },
] as const satisfies readonly AgentRoute[];
