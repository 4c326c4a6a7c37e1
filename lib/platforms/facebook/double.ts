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
import { commentRule, privateReplyRule } from '#platforms/facebook/limits.ts';
import { GRAPH_REFUSALS, metaWebhookDouble, pageIsWell } from '#platforms/meta-double.ts';
import { sendPrivateReplies } from '#platforms/meta-send-double.ts';
import { pageComment, pageMention, recommendation, visitorPost } from './payloads.ts';

const PATH = /^\/v\d+\.\d+\/(?<id>[\w-]+)(?:\/(?<edge>comments|messages))?$/;

const newComment = z.strictObject({ message: z.string().check(z.minLength(1)) });

const hiding = z.strictObject({ is_hidden: z.literal(true) });

const ACCOUNT = '100200300';

/** The Graph API of a page: `POST /{id}/comments`, `POST /{page}/messages`, `POST /{id}` and `GET /{id}`. */
function facebookApi(room: ApiRoom): PlatformApi {
  const send = { platform: 'facebook', rule: privateReplyRule, outsideWindow: 2018278, room };
  const privateReply = sendPrivateReplies(send);
  return (request) => {
    if (!authorised(request, room.tokens)) return GRAPH_REFUSALS.token;
    const isOfPage = request.method === 'GET' && request.path.split('/')[2] === ACCOUNT;
    if (isOfPage) return pageIsWell(request, ['feed', 'mention', 'ratings']);
    const { id, edge } = PATH.exec(request.path)?.groups ?? {};
    if (id === undefined) return GRAPH_REFUSALS.unsupported;
    if (request.method === 'GET') return given(room.thing(id));
    if (edge === 'messages') return privateReply(request);
    return edge === 'comments' ? comment(request, id) : hide(request, id);
  };
}

function given(thing: unknown): Judgement {
  return thing === undefined ? GRAPH_REFUSALS.unsupported : { answer: { status: 200, body: thing } };
}

function comment(request: ApiRequest, inReplyTo: string): Judgement {
  const body = newComment.safeParse(jsonOf(request)).data;
  if (!body || commentRule.measure(body.message) > commentRule.maxLength) return GRAPH_REFUSALS.parameter;
  const { messageId, nowMs: atMs } = request;
  const sent = { platform: 'facebook', visibility: 'public', messageId, text: body.message, inReplyTo, atMs } as const;
  return { answer: { status: 200, body: { id: messageId } }, sent };
}

function hide(request: ApiRequest, messageId: string): Judgement {
  if (!hiding.safeParse(jsonOf(request)).success) return GRAPH_REFUSALS.parameter;
  const place = { platform: 'facebook', visibility: 'public' } as const;
  const sent = { ...place, messageId, text: '', hidden: true, atMs: request.nowMs } as const;
  return { answer: { status: 200, body: { success: true } }, sent };
}

/** Facebook as it is played here. */
export const double: PlatformDouble = {
  account: ACCOUNT,
  webhook: metaWebhookDouble,
  credentials: (seed) => ({ accessToken: seed }),
  says: {
    'facebook.comment': pageComment,
    'facebook.post': visitorPost,
    'facebook.mention': pageMention,
    'facebook.recommendation': recommendation,
  },
  api: facebookApi,
};
