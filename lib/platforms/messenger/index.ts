import { sharesOf, splitMeta } from '#platforms/meta-split.ts';
import { metaHandshake, verifyMeta } from '#platforms/meta-verify.ts';
import type { Platform } from '#platforms/platform.ts';
import { messengerBackfill } from './backfill.ts';
import { messengerCheck } from './check.ts';
import { messengerReplies } from './limits.ts';
import { normaliseMessenger } from './normalise.ts';
import { readMessengerResponse } from './read-response.ts';
import { renderMessengerReply } from './render-reply.ts';
import { messengerSetup } from './setup.ts';

/** Messenger: private talks with a Facebook page. */
export const messenger: Platform = {
  name: 'messenger',
  title: 'Messenger',
  setup: messengerSetup,
  check: messengerCheck,
  webhook: { verify: verifyMeta, handshake: metaHandshake, shares: sharesOf('messenger') },
  backfill: messengerBackfill,
  split: splitMeta('messenger'),
  normalise: normaliseMessenger,
  replies: messengerReplies,
  // Messenger Platform, "Rate limits": 300 messages a second and page.
  pace: { requests: 300, perSeconds: 1 },
  idempotentSend: false,
  renderReply: renderMessengerReply,
  readSendResponse: readMessengerResponse,
};
