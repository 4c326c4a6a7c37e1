import * as z from 'zod/mini';
import {
  type ApiRequest,
  type ApiRoom,
  authorised,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { GRAPH_REFUSALS, graphRefusal, metaWebhookDouble, pageIsWell } from '#platforms/meta-double.ts';
import { whatsAppRule } from '#platforms/whatsapp/limits.ts';
import { directText, groupText } from './payloads.ts';

/**
 * WhatsApp's Cloud API, `POST /v26.0/{phone number id}/messages` and `GET /v26.0/{media id}`, with its errors and what it
 * drops without a word.
 */

const send = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.optional(z.enum(['individual', 'group'])),
  to: z.optional(z.string().check(z.minLength(1))),
  recipient: z.optional(z.string().check(z.minLength(1))),
  type: z.literal('text'),
  text: z.strictObject({ body: z.string().check(z.minLength(1)) }),
  context: z.optional(z.strictObject({ message_id: z.string().check(z.minLength(1)) })),
});

type Send = z.infer<typeof send>;

const PATH = /^\/v\d+\.\d+\/(?<id>\d+)(?<messages>\/messages)?$/;
const PHONE = /^\+?\d+$/;

/** The customer service window: 24 hours from the customer's last message. */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Epoch milliseconds of a customer's last message, or `undefined` when the double was not told. */
type LastHeard = (customerId: string) => number | undefined;

function whatsAppApi({ tokens, lastHeard, thing }: ApiRoom): PlatformApi {
  return (request) => {
    if (!authorised(request, tokens)) return graphRefusal({ code: 190, message: 'Invalid OAuth access token.' }, 401);
    const { id = '', messages } = PATH.exec(request.path)?.groups ?? {};
    if (request.method === 'GET') return given(thing(id)) ?? pageIsWell(request, []);
    if (request.method !== 'POST' || !messages) return GRAPH_REFUSALS.unsupported;
    const body = send.safeParse(jsonOf(request)).data;
    const tooLong = body && whatsAppRule.measure(body.text.body) > whatsAppRule.maxLength;
    if (!body || tooLong || !(body.to ?? body.recipient)) return GRAPH_REFUSALS.parameter;
    return body.recipient_type === 'group' ? toGroup(request, body) : toCustomer(request, body, lastHeard);
  };
}

function given(file: unknown): Judgement | undefined {
  return file === undefined ? undefined : { answer: { status: 200, body: file } };
}

/** `to` goes before `recipient`. What is no number in `to` is accepted like any other, and nobody ever gets it. */
function toCustomer(request: ApiRequest, body: Send, lastHeard: LastHeard): Judgement {
  const customerId = body.to ?? body.recipient ?? '';
  const dropped = body.to !== undefined && !PHONE.test(body.to);
  const heardAtMs = dropped ? undefined : lastHeard(customerId);
  // The real one often answers 200 here and says so in a failed status; refused at once, the mistake is seen.
  if (heardAtMs !== undefined && request.nowMs - heardAtMs > WINDOW_MS)
    return graphRefusal({ code: 131047, message: 'Re-engagement message' });
  const id = body.to === undefined ? { user_id: customerId } : { wa_id: customerId.replace('+', '') };
  const answer = { status: 200, body: accepted(request, { input: customerId, ...id }) };
  const sent = { ...common(request, body), visibility: 'private', customerId } as const;
  return dropped ? { answer } : { answer, sent };
}

function toGroup(request: ApiRequest, body: Send): Judgement {
  if (!body.to) return GRAPH_REFUSALS.parameter;
  const answer = { status: 200, body: accepted(request, { input: body.to }) };
  return { answer, sent: { ...common(request, body), visibility: 'public' } };
}

function accepted({ messageId }: ApiRequest, contact: Readonly<Record<string, string>>) {
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: messageId }] };
}

function common({ messageId, nowMs }: ApiRequest, { text, context }: Send) {
  return { platform: 'whatsapp', messageId, text: text.body, inReplyTo: context?.message_id, atMs: nowMs };
}

/** WhatsApp as it is played here. */
export const double: PlatformDouble = {
  account: '106540000000001',
  webhook: metaWebhookDouble,
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'whatsapp.dm': directText, 'whatsapp.group': groupText },
  api: whatsAppApi,
};
