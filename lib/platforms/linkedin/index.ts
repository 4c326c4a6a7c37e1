import type { Platform } from '#platforms/platform.ts';
import { linkedInCheck } from './check.ts';
import { linkedInFetch } from './fetch.ts';
import { linkedInReplies } from './limits.ts';
import { normaliseLinkedIn } from './normalise.ts';
import { readLinkedInResponse } from './read-response.ts';
import { renderLinkedInReply } from './render-reply.ts';
import { linkedInSetup } from './setup.ts';
import { splitLinkedIn } from './split.ts';
import { linkedInToken } from './token.ts';
import { linkedInHandshake, verifyLinkedIn } from './verify.ts';

/** LinkedIn: comments on an organization's posts, and posts that mention it. */
export const linkedIn: Platform = {
  name: 'linkedin',
  title: 'LinkedIn',
  setup: linkedInSetup,
  check: linkedInCheck,
  token: linkedInToken,
  webhook: { verify: verifyLinkedIn, handshake: linkedInHandshake },
  fetch: linkedInFetch,
  split: splitLinkedIn,
  normalise: normaliseLinkedIn,
  replies: linkedInReplies,
  idempotentSend: false,
  renderReply: renderLinkedInReply,
  readSendResponse: readLinkedInResponse,
};
