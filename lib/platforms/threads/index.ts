import { metaHandshake, verifyMeta } from '#platforms/meta-verify.ts';
import type { Platform } from '#platforms/platform.ts';
import { threadsCheck } from './check.ts';
import { threadsReplies } from './limits.ts';
import { normaliseThreads } from './normalise.ts';
import { readThreadsResponse } from './read-response.ts';
import { renderThreadsReply } from './render-reply.ts';
import { threadsSetup } from './setup.ts';
import { splitThreads } from './split.ts';
import { threadsToken } from './token.ts';

/**
 * Threads: replies to a profile's posts, and posts that mention it. The path names the account: below somebody else's post
 * a payload holds no word of whose webhook it is.
 */
export const threads: Platform = {
  name: 'threads',
  title: 'Threads',
  setup: threadsSetup,
  check: threadsCheck,
  token: threadsToken,
  webhook: { needsPathAccount: true, verify: verifyMeta, handshake: metaHandshake },
  split: splitThreads,
  normalise: normaliseThreads,
  replies: threadsReplies,
  // Threads API, "Rate limits": 1,000 published replies in 24 hours.
  pace: { requests: 1_000, perSeconds: 86_400, atOnce: 0.5 },
  idempotentSend: false,
  renderReply: renderThreadsReply,
  readSendResponse: readThreadsResponse,
};
