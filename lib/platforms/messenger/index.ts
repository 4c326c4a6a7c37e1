import type { Platform } from '#platforms/platform.ts';
import { messengerReplies } from './limits.ts';
import { normaliseMessenger } from './normalise.ts';
import { readMessengerResponse } from './read-response.ts';
import { renderMessengerReply } from './render-reply.ts';
import { splitMessenger } from './split.ts';
import { messengerHandshake, verifyMessenger } from './verify.ts';

/** Messenger: private talks with a Facebook page. */
export const messenger: Platform = {
  name: 'messenger',
  title: 'Messenger',
  webhook: { verify: verifyMessenger, handshake: messengerHandshake },
  split: splitMessenger,
  normalise: normaliseMessenger,
  replies: messengerReplies,
  idempotentSend: false,
  renderReply: renderMessengerReply,
  readSendResponse: readMessengerResponse,
};
