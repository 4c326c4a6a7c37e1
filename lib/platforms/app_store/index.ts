import type { Platform } from '#platforms/platform.ts';
import { appStoreReplies } from './limits.ts';
import { normaliseAppStore } from './normalise.ts';
import { appStorePoll } from './poll.ts';
import { readAppStoreResponse } from './read-response.ts';
import { renderAppStoreReply } from './render-reply.ts';
import { appStoreSetup } from './setup.ts';
import { splitAppStore } from './split.ts';
import { appStoreToken } from './token.ts';

/** The App Store: reviews of an app, and the brand's answers to them. */
export const appStore: Platform = {
  name: 'app_store',
  title: 'App Store',
  setup: appStoreSetup,
  poll: appStorePoll,
  token: appStoreToken,
  split: splitAppStore,
  normalise: normaliseAppStore,
  replies: appStoreReplies,
  // App Store Connect API, "Identifying Rate Limits": 3,500 requests an hour in its example, of which polls take 300.
  pace: { requests: 3_200, perSeconds: 3_600 },
  idempotentSend: true,
  renderReply: renderAppStoreReply,
  readSendResponse: readAppStoreResponse,
};
