import * as z from 'zod/mini';
import {
  type ApiRequest,
  authorised,
  first,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { metaWire } from '#platforms/meta-wire.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { whatsAppRule } from '#platforms/whatsapp/limits.ts';
import { directText, groupText } from './payloads.ts';

/** WhatsApp's Cloud API, `POST /v26.0/{phone number id}/messages`, with its errors and what it drops without a word. */

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

const PATH = /^\/v\d+\.\d+\/(?<phone>\d+)\/messages$/;
const PHONE = /^\+?\d+$/;

/** The customer service window: 24 hours from the customer's last message. */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Epoch milliseconds of a customer's last message, or `undefined` when the double was not told. */
type LastHeard = (customerId: string) => number | undefined;

/** @param tokens the system user tokens in force */
function whatsAppApi(tokens: readonly string[], lastHeard: LastHeard): PlatformApi {
  return (request) => {
    if (!authorised(request, tokens)) return refusal(401, 190, 'Invalid OAuth access token.');
    if (request.method !== 'POST' || !PATH.test(request.path)) return refusal(400, 100, 'Unsupported request');
    const body = send.safeParse(jsonOf(request)).data;
    const tooLong = body && whatsAppRule.measure(body.text.body) > whatsAppRule.maxLength;
    if (!body || tooLong || !(body.to ?? body.recipient)) return refusal(400, 100, 'Invalid parameter');
    return body.recipient_type === 'group' ? toGroup(request, body) : toCustomer(request, body, lastHeard);
  };
}

/** `to` goes before `recipient`. What is no number in `to` is accepted like any other, and nobody ever gets it. */
function toCustomer(request: ApiRequest, body: Send, lastHeard: LastHeard): Judgement {
  const customerId = body.to ?? body.recipient ?? '';
  const dropped = body.to !== undefined && !PHONE.test(body.to);
  const heardAtMs = dropped ? undefined : lastHeard(customerId);
  // The real one often answers 200 here and says so in a failed status; refused at once, the mistake is seen.
  if (heardAtMs !== undefined && request.nowMs - heardAtMs > WINDOW_MS)
    return refusal(400, 131047, 'Re-engagement message');
  const id = body.to === undefined ? { user_id: customerId } : { wa_id: customerId.replace('+', '') };
  const answer = { status: 200, body: accepted(request, { input: customerId, ...id }) };
  const sent = { ...common(request, body), visibility: 'private', customerId } as const;
  return dropped ? { answer } : { answer, sent };
}

function toGroup(request: ApiRequest, body: Send): Judgement {
  if (!body.to) return refusal(400, 100, 'Invalid parameter');
  const answer = { status: 200, body: accepted(request, { input: body.to }) };
  return { answer, sent: { ...common(request, body), visibility: 'public' } };
}

function accepted({ messageId }: ApiRequest, contact: Readonly<Record<string, string>>) {
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: messageId }] };
}

function common({ messageId, nowMs }: ApiRequest, { text, context }: Send) {
  return { platform: 'whatsapp', messageId, text: text.body, inReplyTo: context?.message_id, atMs: nowMs };
}

function refusal(status: number, code: number, title: string): Judgement {
  const error_data = { messaging_product: 'whatsapp', details: title };
  const error = { message: `(#${code}) ${title}`, type: 'OAuthException', code, error_data, fbtrace_id: 'A0' };
  return { answer: { status, body: { error } } };
}

/** WhatsApp as it is played here. */
export const whatsAppDouble: PlatformDouble = {
  account: '106540000000001',
  webhook: {
    secret: (seed) => seed,
    sign: ({ body, secrets }) => ({
      headers: { 'x-hub-signature-256': `sha256=${hmacSha256(first(secrets), body).toString('hex')}` },
    }),
    proof: { in: 'header', name: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex', coversBody: true },
    wire: metaWire,
  },
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'whatsapp.dm': directText, 'whatsapp.group': groupText },
  api: ({ tokens, lastHeard }) => whatsAppApi(tokens, lastHeard),
};
