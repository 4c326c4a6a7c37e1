import type * as z from 'zod/mini';
import type { env as acknowledge } from '#functions/acknowledge/env.ts';
import type { env as agentApi } from '#functions/agent-api/env.ts';
import type { env as fetchMedia } from '#functions/fetch-media/env.ts';
import type { env as planPolls } from '#functions/plan-polls/env.ts';
import type { env as pollPlatforms } from '#functions/poll-platforms/env.ts';
import type { env as publishChanges } from '#functions/publish-changes/env.ts';
import type { env as receiveWebhook } from '#functions/receive-webhook/env.ts';
import type { env as rederiveClocks } from '#functions/rederive-clocks/env.ts';
import type { env as rollUp } from '#functions/roll-up/env.ts';
import type { env as sendReply } from '#functions/send-reply/env.ts';
import type { env as triage } from '#functions/triage/env.ts';
import type { env as watchChannels } from '#functions/watch-channels/env.ts';
import type { env as watchSla } from '#functions/watch-sla/env.ts';

/** Each function, by the name of its folder, with the environment its own schema asks for: a missing variable doesn't compile. */
export interface FunctionEnvironments {
  readonly acknowledge: z.input<typeof acknowledge>;
  readonly 'agent-api': z.input<typeof agentApi>;
  readonly 'plan-polls': z.input<typeof planPolls>;
  readonly 'poll-platforms': z.input<typeof pollPlatforms>;
  readonly 'fetch-media': z.input<typeof fetchMedia>;
  readonly 'publish-changes': z.input<typeof publishChanges>;
  readonly 'receive-webhook': z.input<typeof receiveWebhook>;
  readonly 'rederive-clocks': z.input<typeof rederiveClocks>;
  readonly 'roll-up': z.input<typeof rollUp>;
  readonly 'send-reply': z.input<typeof sendReply>;
  readonly triage: z.input<typeof triage>;
  readonly 'watch-channels': z.input<typeof watchChannels>;
  readonly 'watch-sla': z.input<typeof watchSla>;
}

export type FunctionName = keyof FunctionEnvironments;
