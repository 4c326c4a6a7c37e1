import * as z from 'zod/mini';
import { type Check, type CheckTurn, type Finding, unwell, WELL } from '#platforms/check.ts';
import { maybe, numberField } from '#platforms/fields.ts';
import { botCall } from './render-reply.ts';

/** Bot API, getMe and getWebhookInfo: whether the token is good, where updates go, and whether they arrive. */

const webhookInfo = z.object({
  result: z.object({ url: maybe(z.string()), last_error_date: maybe(numberField) }),
});

/** How recent a failed delivery must be to matter. */
const RECENT_SECONDS = 15 * 60;

function readWebhook(json: unknown, { webhookUrl, nowMs }: CheckTurn): Finding {
  const info = webhookInfo.safeParse(json).data?.result;
  if (!info) return { kind: 'unknown', reason: 'unreadable' };
  if (!info.url) return unwell('no_webhook', 'Call setWebhook with the address of this account.');
  if (webhookUrl !== undefined && info.url !== webhookUrl)
    return unwell('other_webhook', 'Updates go to another address: call setWebhook with the one of this account.');
  const isFailing = (info.last_error_date ?? 0) > nowMs / 1000 - RECENT_SECONDS;
  return isFailing ? unwell('deliveries_fail', 'Deliveries were refused lately: is the secret token the same?') : WELL;
}

export const telegramCheck: Check = [
  { about: 'token', request: ({ credentials }) => botCall(credentials, { method: 'GET', name: 'getMe' }) },
  {
    about: 'delivery',
    request: ({ credentials }) => botCall(credentials, { method: 'GET', name: 'getWebhookInfo' }),
    read: readWebhook,
  },
];
