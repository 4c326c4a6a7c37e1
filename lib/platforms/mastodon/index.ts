import type { Platform } from '#platforms/platform.ts';
import { mastodonCheck } from './check.ts';
import { mastodonReplies } from './limits.ts';
import { normaliseMastodon } from './normalise.ts';
import { mastodonPoll } from './poll.ts';
import { readMastodonResponse } from './read-response.ts';
import { renderMastodonReply } from './render-reply.ts';
import { mastodonSetup } from './setup.ts';
import { splitMastodon } from './split.ts';

/** Mastodon: mentions and quotes, in public or to the account alone. */
export const mastodon: Platform = {
  name: 'mastodon',
  title: 'Mastodon',
  poll: mastodonPoll,
  check: mastodonCheck,
  setup: mastodonSetup,
  split: splitMastodon,
  normalise: normaliseMastodon,
  replies: mastodonReplies,
  // Mastodon, "Rate limits": 300 requests in five minutes and account, of which polls take 200.
  pace: { requests: 100, perSeconds: 300 },
  idempotentSend: true,
  renderReply: renderMastodonReply,
  readSendResponse: readMastodonResponse,
};
