import { metaHandshake, verifyMeta } from '#platforms/meta-verify.ts';
import type { Platform } from '#platforms/platform.ts';
import { whatsAppCheck } from './check.ts';
import { whatsAppReplies } from './limits.ts';
import { whatsAppMedia } from './media.ts';
import { normaliseWhatsApp } from './normalise.ts';
import { readWhatsAppResponse } from './read-response.ts';
import { renderWhatsAppReply } from './render-reply.ts';
import { whatsappSetup } from './setup.ts';
import { splitWhatsApp } from './split.ts';

/** WhatsApp: talks with a business number, alone and in groups. */
export const whatsApp: Platform = {
  name: 'whatsapp',
  title: 'WhatsApp',
  setup: whatsappSetup,
  check: whatsAppCheck,
  webhook: { verify: verifyMeta, handshake: metaHandshake },
  media: whatsAppMedia,
  split: splitWhatsApp,
  normalise: normaliseWhatsApp,
  replies: whatsAppReplies,
  // Cloud API, "Throughput": what every number may have, those of the WhatsApp Business app too; others have 80 or 1,000.
  pace: { requests: 20, perSeconds: 1 },
  idempotentSend: false,
  renderReply: renderWhatsAppReply,
  readSendResponse: readWhatsAppResponse,
};
