import type { Platform } from '#platforms/platform.ts';
import { youtubeReplies } from './limits.ts';
import { normaliseYoutube } from './normalise.ts';
import { youtubePoll } from './poll.ts';
import { readYoutubeResponse } from './read-response.ts';
import { renderYoutubeReply } from './render-reply.ts';
import { youtubeSetup } from './setup.ts';
import { splitYoutube } from './split.ts';
import { youtubeToken } from './token.ts';

/** YouTube: comments on a channel and its videos, and the answers to them. */
export const youtube: Platform = {
  name: 'youtube',
  title: 'YouTube',
  setup: youtubeSetup,
  poll: youtubePoll,
  token: youtubeToken,
  split: splitYoutube,
  normalise: normaliseYoutube,
  replies: youtubeReplies,
  idempotentSend: false,
  renderReply: renderYoutubeReply,
  readSendResponse: readYoutubeResponse,
};
