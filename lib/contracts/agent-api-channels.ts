import * as z from 'zod/mini';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { CONCERNS } from '#domain/channel-health.ts';

/** How the brand's accounts are. */

const concernView = z.strictObject({
  concern: z.enum(CONCERNS),
  reason: z.string(),
  since: z.string(),
  mend: z.string().check(z.describe('What a person can do.')),
});

const channelView = z.strictObject({
  account: z.string(),
  state: z.enum(['well', 'unwell']),
  concerns: z.array(concernView).check(z.describe('What is wrong; empty when all is well.')),
  lastHeardAt: z.optional(z.string()),
  messagesAWeek: z
    .optional(z.number())
    .check(z.describe('By the rhythm that was learned; absent for an account that never heard anybody.')),
  rhythm: z
    .enum(['unlearned', 'learned'])
    .check(z.describe('Silence is judged once a week is known and somebody writes often enough.')),
  missing: z.optional(z.number()).check(z.describe('Messages that the rhythm would have brought since the last one.')),
  toldAt: z.optional(z.number()).check(z.describe('How many must be missing before `channel.silent` is told.')),
});

export const channelRoutes = [
  {
    operationId: 'listChannels',
    method: 'GET',
    path: '/channels',
    summary: "How the brand's accounts are: what is wrong, since when, and what mends it",
    permission: 'tickets:read',
    response: z.strictObject({ channels: z.array(channelView) }),
    success: 200,
    versioned: false,
  },
] as const satisfies readonly AgentRoute[];
