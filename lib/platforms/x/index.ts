import type { Platform } from '#platforms/platform.ts';
import { xCheck } from './check.ts';
import { xReplies } from './limits.ts';
import { normaliseX } from './normalise.ts';
import { readXResponse } from './read-response.ts';
import { renderXReply } from './render-reply.ts';
import { xSetup } from './setup.ts';
import { splitX } from './split.ts';
import { verifyX, xHandshake } from './verify.ts';

/** X: mentions, replies and quotes in public, direct messages in private. */
export const x: Platform = {
  name: 'x',
  title: 'X',
  setup: xSetup,
  check: xCheck,
  webhook: { verify: verifyX, handshake: xHandshake },
  split: splitX,
  normalise: normaliseX,
  replies: xReplies,
  idempotentSend: false,
  renderReply: renderXReply,
  readSendResponse: readXResponse,
};
