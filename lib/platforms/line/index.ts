import type { Platform } from '#platforms/platform.ts';
import { lineCheck } from './check.ts';
import { lineReplies } from './limits.ts';
import { lineMedia } from './media.ts';
import { normaliseLine } from './normalise.ts';
import { readLineResponse } from './read-response.ts';
import { renderLineReply } from './render-reply.ts';
import { lineSetup } from './setup.ts';
import { splitLine } from './split.ts';
import { verifyLine } from './verify.ts';

/** LINE: private talks with an official account, groups and rooms it is in. */
export const line: Platform = {
  name: 'line',
  title: 'LINE',
  setup: lineSetup,
  check: lineCheck,
  webhook: { verify: verifyLine },
  media: lineMedia,
  split: splitLine,
  normalise: normaliseLine,
  replies: lineReplies,
  // Messaging API reference, "Rate limits": 2,000 requests a second to each endpoint and channel.
  pace: { requests: 2_000, perSeconds: 1 },
  idempotentSend: true,
  renderReply: renderLineReply,
  readSendResponse: readLineResponse,
};
