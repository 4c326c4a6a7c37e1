import * as z from 'zod/mini';
import { type Check, type CheckTurn, type Finding, unwell, WELL } from '#platforms/check.ts';
import { maybe } from '#platforms/fields.ts';
import { endpoint } from '#platforms/reply-rules.ts';

/** Messaging API, "Get bot info" and "Get webhook endpoint information". */

const webhook = z.object({ endpoint: maybe(z.string()), active: maybe(z.boolean()) });

const asked =
  (path: string) =>
  ({ credentials: { accessToken, baseUrl = 'https://api.line.me' } }: CheckTurn) => ({
    method: 'GET' as const,
    url: endpoint(baseUrl, path),
    headers: { authorization: `Bearer ${accessToken}` },
  });

function readWebhook(json: unknown, { webhookUrl }: CheckTurn): Finding {
  const set = webhook.safeParse(json).data;
  if (!set?.endpoint) return unwell('no_webhook', 'Set the Webhook URL under Messaging API.');
  if (set.active === false) return unwell('webhook_off', 'Switch "Use webhook" on under Messaging API.');
  const isElsewhere = webhookUrl !== undefined && set.endpoint !== webhookUrl;
  return isElsewhere ? unwell('other_webhook', 'The Webhook URL is another one: set the one of Earshot.') : WELL;
}

export const lineCheck: Check = [
  { about: 'token', request: asked('/v2/bot/info') },
  { about: 'delivery', request: asked('/v2/bot/channel/webhook/endpoint'), read: readWebhook },
];
