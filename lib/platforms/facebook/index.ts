import { sharesOf, splitMeta } from '#platforms/meta-split.ts';
import { metaHandshake, verifyMeta } from '#platforms/meta-verify.ts';
import type { Platform } from '#platforms/platform.ts';
import { facebookCheck } from './check.ts';
import { facebookFetch } from './fetch.ts';
import { facebookReplies } from './limits.ts';
import { normaliseFacebook } from './normalise.ts';
import { readFacebookResponse } from './read-response.ts';
import { renderFacebookReply } from './render-reply.ts';
import { facebookSetup } from './setup.ts';

/** Facebook: what people write on a page's posts, on its wall, about it and as its reviewers. */
export const facebook: Platform = {
  name: 'facebook',
  title: 'Facebook',
  setup: facebookSetup,
  check: facebookCheck,
  webhook: { verify: verifyMeta, handshake: metaHandshake, shares: sharesOf('facebook') },
  fetch: facebookFetch,
  split: splitMeta('facebook'),
  normalise: normaliseFacebook,
  replies: facebookReplies,
  // Messenger Platform, "Rate limits": 750 private replies an hour and page. For comments Meta names no figure.
  pace: { requests: 750, perSeconds: 3_600 },
  idempotentSend: false,
  renderReply: renderFacebookReply,
  readSendResponse: readFacebookResponse,
};
