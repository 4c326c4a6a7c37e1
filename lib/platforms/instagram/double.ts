import * as z from 'zod/mini';
import {
  type ApiRequest,
  type ApiRoom,
  given,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { commentRule, directRule } from '#platforms/instagram/limits.ts';
import { createRenewals, GRAPH_REFUSALS, graphRefusal, inboxPage, metaWebhookDouble } from '#platforms/meta-double.ts';
import { isPrivateReply, sendPrivateReplies, sendTalk } from '#platforms/meta-send-double.ts';
import {
  directMessage,
  fetchedMention,
  liveComment,
  mediaComment,
  mentionedComment,
  namedMention,
} from './payloads.ts';

const PATH = /^\/v\d+\.\d+\/(?<id>\w+)(?:\/(?<edge>replies|mentions|messages|conversations))?$/;

const newReply = z.strictObject({ message: z.string().check(z.minLength(1)) });

const newMention = z.strictObject({
  media_id: z.string().check(z.minLength(1)),
  comment_id: z.optional(z.string().check(z.minLength(1))),
  message: z.string().check(z.minLength(1)),
});

const hiding = z.strictObject({ hide: z.literal(true) });

/** Instagram's API: comments' replies, mentions, messages, hiding, and what is fetched through the account. */
function instagramApi(room: ApiRoom): PlatformApi {
  const send = { platform: 'instagram', rule: directRule, outsideWindow: 2534022, room };
  const privateReply = sendPrivateReplies(send);
  const inbox = { platform: 'instagram', nextPage: room.nextPage };
  const renewals = createRenewals(room.tokens, 'ig_refresh_token');
  return (request) => {
    const renewal = renewals.renew(request);
    if (renewal) return renewal;
    if (!renewals.accepts(request)) return GRAPH_REFUSALS.token;
    const { id, edge } = PATH.exec(request.path)?.groups ?? {};
    if (id === undefined) return GRAPH_REFUSALS.unsupported;
    if (request.method === 'GET' && request.query.get('fields') === 'id') return given({ id });
    if (request.method === 'GET') return inboxPage(request, inbox) ?? named(room, request, id);
    if (edge === 'messages') return isPrivateReply(request) ? privateReply(request) : sendTalk(send, request);
    if (edge === 'replies') return reply(request, id);
    return edge === 'mentions' ? mention(request) : hide(request, id);
  };
}

/** `fields=mentioned_comment.comment_id(1){...}` */
const NAMED = /^(?<kind>mentioned_comment|mentioned_media)\.(?:comment_id|media_id)\((?<id>\w+)\)\{[\w,{}]+\}$/;

/** A comment is asked for by its own id, what is mentioned through the account. */
function named({ thing }: ApiRoom, { query }: ApiRequest, asked: string): Judgement {
  const own = query.get('fields') === 'from' ? thing(asked) : undefined;
  if (own !== undefined) return { answer: { status: 200, body: own } };
  const { kind, id } = NAMED.exec(query.get('fields') ?? '')?.groups ?? {};
  const found = id === undefined ? undefined : thing(id);
  return kind === undefined || found === undefined
    ? GRAPH_REFUSALS.unsupported
    : { answer: { status: 200, body: { [kind]: found, id: 'me' } } };
}

/** Whoever asks for `fields` gets an error, and has posted the comment all the same. */
function reply(request: ApiRequest, inReplyTo: string): Judgement {
  const body = newReply.safeParse(jsonOf(request)).data;
  if (!body || commentRule.measure(body.message) > commentRule.maxLength) return GRAPH_REFUSALS.parameter;
  const posted = postedAs(request, body.message, inReplyTo);
  if (!request.query.has('fields')) return posted;
  return {
    ...graphRefusal({ code: 20, message: 'Cannot read the created comment', subcode: 1772107 }),
    sent: posted.sent,
  };
}

function mention(request: ApiRequest): Judgement {
  const body = newMention.safeParse(jsonOf(request)).data;
  if (!body || commentRule.measure(body.message) > commentRule.maxLength) return GRAPH_REFUSALS.parameter;
  return postedAs(request, body.message, body.comment_id ?? body.media_id);
}

function postedAs({ messageId, nowMs: atMs }: ApiRequest, text: string, inReplyTo: string): Judgement {
  const sent = { platform: 'instagram', visibility: 'public', messageId, text, inReplyTo, atMs } as const;
  return { answer: { status: 200, body: { id: messageId } }, sent };
}

function hide(request: ApiRequest, messageId: string): Judgement {
  if (!hiding.safeParse(jsonOf(request)).success) return GRAPH_REFUSALS.parameter;
  const place = { platform: 'instagram', visibility: 'public' } as const;
  const sent = { ...place, messageId, text: '', hidden: true, atMs: request.nowMs } as const;
  return { answer: { status: 200, body: { success: true } }, sent };
}

/** Instagram as it is played here. */
export const double: PlatformDouble = {
  account: '17841400000000001',
  webhook: metaWebhookDouble,
  credentials: (seed) => ({ accessToken: seed }),
  says: {
    'instagram.comment': mediaComment,
    'instagram.live_comment': liveComment,
    'instagram.mention': fetchedMention,
    'instagram.dm': directMessage,
  },
  names: {
    'instagram.mention': (said) => ({ delivery: namedMention(said), id: said.id, thing: mentionedComment(said) }),
  },
  api: instagramApi,
};
