import type { Platform } from '#platforms/platform.ts';
import { acknowledgeTelegram } from './acknowledge.ts';
import { telegramCheck } from './check.ts';
import { telegramReplies } from './limits.ts';
import { telegramMedia } from './media.ts';
import { normaliseTelegram } from './normalise.ts';
import { readTelegramResponse } from './read-response.ts';
import { renderTelegramReply } from './render-reply.ts';
import { telegramSetup } from './setup.ts';
import { splitTelegram } from './split.ts';
import { verifyTelegram } from './verify.ts';

/** Telegram: private talks with a bot, groups it is in, and chats of connected business accounts. */
export const telegram: Platform = {
  name: 'telegram',
  title: 'Telegram',
  setup: telegramSetup,
  check: telegramCheck,
  webhook: { needsPathAccount: true, verify: verifyTelegram, acknowledge: acknowledgeTelegram },
  media: telegramMedia,
  split: splitTelegram,
  normalise: normaliseTelegram,
  replies: telegramReplies,
  // Bots FAQ, "My bot is hitting limits": about 30 messages a second; slower in one chat, which its answers tell.
  pace: { requests: 30, perSeconds: 1 },
  idempotentSend: false,
  renderReply: renderTelegramReply,
  readSendResponse: readTelegramResponse,
};
