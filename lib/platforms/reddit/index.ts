import type { Platform } from '#platforms/platform.ts';
import { redditReplies } from './limits.ts';
import { normaliseReddit } from './normalise.ts';
import { redditPoll } from './poll.ts';
import { readRedditResponse } from './read-response.ts';
import { renderRedditReply } from './render-reply.ts';
import { redditSetup } from './setup.ts';
import { splitReddit } from './split.ts';
import { redditToken } from './token.ts';

/** Reddit: mentions, answers to the account's comments and posts, and private messages. */
export const reddit: Platform = {
  name: 'reddit',
  title: 'Reddit',
  setup: redditSetup,
  poll: redditPoll,
  token: redditToken,
  split: splitReddit,
  normalise: normaliseReddit,
  replies: redditReplies,
  // Reddit's Data API: 100 requests a minute and client. Half of them, for the other half is the polls'.
  pace: { requests: 50, perSeconds: 60 },
  idempotentSend: false,
  renderReply: renderRedditReply,
  readSendResponse: readRedditResponse,
};
