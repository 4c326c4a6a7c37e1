import type { Platform } from '#platforms/platform.ts';
import { blueskyCheck } from './check.ts';
import { blueskyReplies } from './limits.ts';
import { normaliseBluesky } from './normalise.ts';
import { blueskyPoll } from './poll.ts';
import { readBlueskyResponse } from './read-response.ts';
import { renderBlueskyReply } from './render-reply.ts';
import { blueskySetup } from './setup.ts';
import { splitBluesky } from './split.ts';
import { blueskyToken } from './token.ts';

/** Bluesky: mentions, replies and quotes; everything there is public. */
export const bluesky: Platform = {
  name: 'bluesky',
  title: 'Bluesky',
  poll: blueskyPoll,
  token: blueskyToken,
  check: blueskyCheck,
  setup: blueskySetup,
  split: splitBluesky,
  normalise: normaliseBluesky,
  replies: blueskyReplies,
  // Bluesky, "Rate Limits": 5,000 points an hour, of which a new record costs three.
  pace: { requests: 1_666, perSeconds: 3_600 },
  idempotentSend: true,
  renderReply: renderBlueskyReply,
  readSendResponse: readBlueskyResponse,
};
