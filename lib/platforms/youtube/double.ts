import * as z from 'zod/mini';
import {
  type ApiRequest,
  type ApiRoom,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { googleRefusal } from '#platforms/google-double.ts';
import { createIssuer } from '#platforms/oauth-double.ts';
import { answerRuleOfYoutube } from './limits.ts';
import { commentPage, emptyPage } from './payloads.ts';

/** The YouTube Data API and Google's token endpoint, with Google's errors. */

const newComment = z.strictObject({
  snippet: z.strictObject({ parentId: z.string().check(z.minLength(1)), textOriginal: z.string() }),
});

function youtubeApi({ tokens, nextPage }: ApiRoom): PlatformApi {
  const issuer = createIssuer(tokens);
  return (request) => {
    const { method, path } = request;
    if (path === '/token') return issuer.issue(request, (form) => tokens.includes(form.get('refresh_token') ?? ''));
    if (!issuer.accepts(request)) return refusal(401, 'authError');
    if (method === 'GET' && path === '/youtube/v3/commentThreads') return threads(request, nextPage);
    if (method === 'GET' && path === '/youtube/v3/comments') return page(nextPage);
    if (method === 'POST' && path === '/youtube/v3/comments') return insert(request);
    if (method === 'POST' && path === '/youtube/v3/comments/setModerationStatus') return moderate(request);
    return refusal(404, 'notFound');
  };
}

const refusal = (status: number, reason: string): Judgement => ({ answer: googleRefusal(status, reason) });

const page = (nextPage: ApiRoom['nextPage']): Judgement => ({ answer: { status: 200, body: nextPage() ?? emptyPage } });

function threads({ query }: ApiRequest, nextPage: ApiRoom['nextPage']): Judgement {
  if (!query.get('allThreadsRelatedToChannelId')) return refusal(400, 'missingRequiredParameter');
  if (Number(query.get('maxResults')) > 100) return refusal(400, 'invalidValue');
  return page(nextPage);
}

function insert({ query, messageId, nowMs, ...request }: ApiRequest): Judgement {
  const body = newComment.safeParse(jsonOf(request)).data;
  if (query.get('part') !== 'snippet') return refusal(400, 'missingRequiredParameter');
  if (!body) return refusal(400, 'invalidCommentMetadata');
  const { parentId, textOriginal: text } = body.snippet;
  if (text.trim() === '') return refusal(400, 'commentTextRequired');
  if (text.length > answerRuleOfYoutube.maxLength) return refusal(400, 'commentTextTooLong');
  // An answer to an answer is not taken.
  if (parentId.includes('.')) return refusal(400, 'operationNotSupported');
  const id = `${parentId}.${messageId}`;
  const sent = {
    platform: 'youtube',
    visibility: 'public',
    messageId: id,
    text,
    inReplyTo: parentId,
    atMs: nowMs,
  } as const;
  return { answer: { status: 200, body: { kind: 'youtube#comment', id, snippet: body.snippet } }, sent };
}

function moderate({ query, nowMs }: ApiRequest): Judgement {
  const id = query.get('id');
  const isStatus = ['heldForReview', 'published', 'rejected'].includes(query.get('moderationStatus') ?? '');
  if (!id || !isStatus) return refusal(400, 'missingRequiredParameter');
  const sent = {
    platform: 'youtube',
    visibility: 'public',
    messageId: id,
    text: '',
    hidden: true,
    atMs: nowMs,
  } as const;
  return { answer: { status: 204, body: undefined }, sent };
}

/** YouTube as it is played here. */
export const double: PlatformDouble = {
  account: 'UCearshotearshotearshot0',
  credentials: (seed) => ({
    accessToken: seed,
    more: { clientId: 'client-1', clientSecret: `${seed} secret`, refreshToken: `${seed} refresh` },
  }),
  says: { 'youtube.comment': commentPage },
  idOf: (of, number) => (of === 'message' ? `Ugx${number}AaABAg` : `UCcustomer${number}`),
  api: youtubeApi,
};
