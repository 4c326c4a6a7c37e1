import type { Platform } from '#platforms/platform.ts';
import { xBackfill } from './backfill.ts';
import { xCheck } from './check.ts';
import { xMessagePace, xReplies } from './limits.ts';
import { normaliseX } from './normalise.ts';
import { xPoll } from './poll.ts';
import { readXResponse } from './read-response.ts';
import { renderXReply } from './render-reply.ts';
import { xSetup } from './setup.ts';
import { splitX } from './split.ts';
import { xToken } from './token.ts';
import { verifyX, xHandshake } from './verify.ts';

/** X: mentions, replies and quotes in public, direct messages in private, and what a search finds. */
export const x: Platform = {
  name: 'x',
  title: 'X',
  setup: xSetup,
  token: xToken,
  check: xCheck,
  webhook: { lateOnlyIfAsked: true, verify: verifyX, handshake: xHandshake },
  backfill: xBackfill,
  poll: xPoll,
  split: splitX,
  normalise: normaliseX,
  replies: xReplies,
  // X API, "Rate limits": 100 posts in 15 minutes and user.
  pace: { requests: 100, perSeconds: 900 },
  paces: { private_message: xMessagePace, private_reply: xMessagePace },
  idempotentSend: false,
  renderReply: renderXReply,
  readSendResponse: readXResponse,
};
