import type { Platform } from '#platforms/platform.ts';
import { standardReplies } from './limits.ts';
import { normaliseStandard } from './normalise.ts';
import { readStandardResponse, renderStandardReply } from './render-reply.ts';
import { standardSetup } from './setup.ts';
import { splitStandard } from './split.ts';
import { verifyStandard } from './verify.ts';

/** The generic inlet: any system that can send and receive Standard Webhooks. */
export const standard: Platform = {
  name: 'standard',
  title: 'Standard Webhooks',
  setup: standardSetup,
  webhook: { needsPathAccount: true, verify: verifyStandard },
  split: splitStandard,
  normalise: normaliseStandard,
  replies: standardReplies,
  idempotentSend: true,
  renderReply: renderStandardReply,
  readSendResponse: readStandardResponse,
};
