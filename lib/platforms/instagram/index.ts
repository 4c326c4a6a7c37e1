import { sharesOf, splitMeta } from '#platforms/meta-split.ts';
import { metaHandshake, verifyMeta } from '#platforms/meta-verify.ts';
import type { Platform } from '#platforms/platform.ts';
import { instagramBackfill } from './backfill.ts';
import { instagramCheck } from './check.ts';
import { instagramFetch } from './fetch.ts';
import { instagramReplies } from './limits.ts';
import { normaliseInstagram } from './normalise.ts';
import { readInstagramResponse } from './read-response.ts';
import { renderInstagramReply } from './render-reply.ts';
import { instagramSetup } from './setup.ts';
import { instagramToken } from './token.ts';

/** Instagram: comments, mentions, direct messages and what is said about stories. */
export const instagram: Platform = {
  name: 'instagram',
  title: 'Instagram',
  setup: instagramSetup,
  check: instagramCheck,
  token: instagramToken,
  webhook: { verify: verifyMeta, handshake: metaHandshake, shares: sharesOf('instagram') },
  fetch: instagramFetch,
  backfill: instagramBackfill,
  split: splitMeta('instagram'),
  normalise: normaliseInstagram,
  replies: instagramReplies,
  // Messenger Platform, "Rate limits": 300 messages a second; of 750 private replies an hour the answers tell.
  pace: { requests: 300, perSeconds: 1 },
  idempotentSend: false,
  renderReply: renderInstagramReply,
  readSendResponse: readInstagramResponse,
};
