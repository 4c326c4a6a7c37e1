import type { Platform } from '#platforms/platform.ts';
import { googlePlayReplies } from './limits.ts';
import { normaliseGooglePlay } from './normalise.ts';
import { googlePlayPoll } from './poll.ts';
import { readGooglePlayResponse } from './read-response.ts';
import { renderGooglePlayReply } from './render-reply.ts';
import { googlePlaySetup } from './setup.ts';
import { splitGooglePlay } from './split.ts';
import { googlePlayToken } from './token.ts';

/** Google Play: reviews of an app, and the brand's answers to them. */
export const googlePlay: Platform = {
  name: 'google_play',
  title: 'Google Play',
  setup: googlePlaySetup,
  poll: googlePlayPoll,
  token: googlePlayToken,
  split: splitGooglePlay,
  normalise: normaliseGooglePlay,
  replies: googlePlayReplies,
  // "Reply to Reviews API quota": 2,000 answers a day and app.
  pace: { requests: 2_000, perSeconds: 86_400, atOnce: 0.5 },
  idempotentSend: true,
  renderReply: renderGooglePlayReply,
  readSendResponse: readGooglePlayResponse,
};
