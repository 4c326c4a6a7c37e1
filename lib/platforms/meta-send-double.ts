import * as z from 'zod/mini';
import { type ApiRequest, type ApiRoom, type Judgement, jsonOf } from './double.ts';
import { GRAPH_REFUSALS, graphRefusal } from './meta-double.ts';
import { replyKeyFromMetadata } from './meta-reply-marks.ts';
import type { ReplyRule } from './reply-rules.ts';

/** The Send API of Messenger and Instagram as it is played: strict in its shape, its length and its windows. */

const DAY_MS = 24 * 60 * 60 * 1000;

const message = z.strictObject({
  text: z.string().check(z.minLength(1)),
  metadata: z.optional(z.string().check(z.maxLength(1000))),
});

const recipient = z.union([
  z.strictObject({ id: z.string().check(z.minLength(1)) }),
  z.strictObject({ user_ref: z.string().check(z.minLength(1)) }),
]);

const send = z.union([
  z.strictObject({ recipient, messaging_type: z.optional(z.literal('RESPONSE')), message }),
  z.strictObject({ recipient, messaging_type: z.literal('MESSAGE_TAG'), tag: z.literal('HUMAN_AGENT'), message }),
]);

const privateReply = z.strictObject({
  recipient: z.union([
    z.strictObject({ comment_id: z.string().check(z.minLength(1)) }),
    z.strictObject({ post_id: z.string().check(z.minLength(1)) }),
  ]),
  message: z.strictObject({ text: z.string().check(z.minLength(1)) }),
});

/** How a platform plays its Send API. */
export interface SendDouble {
  readonly platform: string;
  readonly rule: ReplyRule;
  /** The platform's word for a message outside its window. */
  readonly outsideWindow: number;
  readonly room: ApiRoom;
}

/** Judges `POST /{account}/messages` to a customer. */
export function sendTalk({ platform, rule, outsideWindow, room }: SendDouble, request: ApiRequest): Judgement {
  const { messageId, nowMs: atMs } = request;
  const body = send.safeParse(jsonOf(request)).data;
  if (!body || rule.measure(body.message.text) > rule.maxLength) return GRAPH_REFUSALS.parameter;
  const customerId = 'id' in body.recipient ? body.recipient.id : body.recipient.user_ref;
  const heardAtMs = room.lastHeard(customerId);
  const days = 'tag' in body ? 7 : 1;
  if (heardAtMs !== undefined && atMs - heardAtMs > days * DAY_MS) return tooLate(outsideWindow);
  const { text, metadata } = body.message;
  const answer = { status: 200, body: { recipient_id: customerId, message_id: messageId } };
  const replyKey = replyKeyFromMetadata(metadata);
  return { answer, sent: { platform, visibility: 'private', messageId, text, customerId, replyKey, atMs } };
}

/** Judges `POST /{account}/messages` to whoever wrote a comment or a post: once to each, within seven days. */
export function sendPrivateReplies({ platform, rule, outsideWindow, room }: SendDouble) {
  const answered = new Set<string>();
  return (request: ApiRequest): Judgement => {
    const { messageId, nowMs: atMs } = request;
    const body = privateReply.safeParse(jsonOf(request)).data;
    if (!body || rule.measure(body.message.text) > rule.maxLength) return GRAPH_REFUSALS.parameter;
    const about = 'comment_id' in body.recipient ? body.recipient.comment_id : body.recipient.post_id;
    const saidAtMs = room.lastHeard(about);
    if (saidAtMs !== undefined && atMs - saidAtMs > 7 * DAY_MS) return tooLate(outsideWindow);
    if (answered.has(about)) return graphRefusal({ code: 10900, message: 'Activity already replied to' });
    answered.add(about);
    const customerId = `9${about.replaceAll(/\D/g, '').slice(-12)}`;
    const answer = { status: 200, body: { recipient_id: customerId, message_id: messageId } };
    const { text } = body.message;
    return { answer, sent: { platform, visibility: 'private', messageId, text, customerId, inReplyTo: about, atMs } };
  };
}

function tooLate(subcode: number): Judgement {
  return graphRefusal({ code: 10, message: 'This message is sent outside of allowed window.', subcode });
}

/** True for a private reply: it names what was written, and not who wrote it. */
export function isPrivateReply(request: ApiRequest): boolean {
  const named = z.object({ recipient: z.looseObject({}) }).safeParse(jsonOf(request)).data?.recipient ?? {};
  return 'comment_id' in named || 'post_id' in named;
}
