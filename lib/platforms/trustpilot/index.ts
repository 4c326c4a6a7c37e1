import type { Platform } from '#platforms/platform.ts';
import { trustpilotCheck } from './check.ts';
import { trustpilotReplies } from './limits.ts';
import { normaliseTrustpilot } from './normalise.ts';
import { readTrustpilotResponse } from './read-response.ts';
import { renderTrustpilotReply } from './render-reply.ts';
import { trustpilotSetup } from './setup.ts';
import { splitTrustpilot } from './split.ts';
import { trustpilotToken } from './token.ts';
import { verifyTrustpilot } from './verify.ts';

/** Trustpilot: reviews of the business. */
export const trustpilot: Platform = {
  name: 'trustpilot',
  title: 'Trustpilot',
  setup: trustpilotSetup,
  check: trustpilotCheck,
  webhook: { needsPathAccount: true, verify: verifyTrustpilot },
  token: trustpilotToken,
  split: splitTrustpilot,
  normalise: normaliseTrustpilot,
  replies: trustpilotReplies,
  // Trustpilot, "Rate limiting best practices": 833 calls in five minutes.
  pace: { requests: 833, perSeconds: 300 },
  // Whether a second answer takes the place of the first is not documented.
  idempotentSend: false,
  renderReply: renderTrustpilotReply,
  readSendResponse: readTrustpilotResponse,
};
