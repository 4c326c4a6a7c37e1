import type { ApiAnswer, ApiRequest, ApiRoom, Judgement, PlatformApi, PlatformDouble } from '#platforms/double.ts';
import { createIssuer, isForm, isRefresh } from '#platforms/oauth-double.ts';
import { emptyListing, inboxComment, post, privateMessage } from './payloads.ts';

/** Reddit's API and its token endpoint, with its errors: most of them in an answer of 200. */

const LIMIT = 10_000;

const AGENT = /^[\w.-]+:[\w.-]+:v[\w.]+ \(by \/u\/[\w-]+\)$/;

const THING = /^t[134]_\w+$/;

function redditApi({ tokens, nextPage }: ApiRoom): PlatformApi {
  const issuer = createIssuer(tokens);
  return (request) => {
    const { method, path, headers } = request;
    if (!AGENT.test(headers['user-agent'] ?? '')) return plain(429, 'Too Many Requests');
    if (path === '/api/v1/access_token') return issuer.issue(request, (form) => isRefresh(form, request, tokens));
    if (!issuer.accepts(request)) return plain(401, 'Unauthorized');
    const isList = path === '/message/inbox' || path === '/message/mentions';
    if (method === 'GET' && isList) return limited({ status: 200, body: nextPage() ?? emptyListing });
    return method === 'POST' && path === '/api/comment' ? comment(request) : plain(404, 'Not Found');
  };
}

function comment({ messageId, nowMs, ...request }: ApiRequest): Judgement {
  const form = new URLSearchParams(request.body);
  const thing = form.get('thing_id') ?? '';
  const text = form.get('text') ?? '';
  if (!isForm(request) || form.get('api_type') !== 'json') return plain(400, 'Bad Request');
  if (!THING.test(thing)) return plain(403, 'Forbidden');
  if (text.trim() === '') return refused('NO_TEXT');
  if (text.length > LIMIT) return refused('TOO_LONG');
  const isPrivate = thing.startsWith('t4_');
  const name = `${isPrivate ? 't4' : 't1'}_${Number(messageId.slice(1)).toString(36)}`;
  const visibility = isPrivate ? 'private' : 'public';
  const sent = { platform: 'reddit', visibility, messageId: name, text, inReplyTo: thing, atMs: nowMs } as const;
  const things = [{ kind: name.slice(0, 2), data: { name, id: name.slice(3), body: text, parent_id: thing } }];
  return { ...limited({ status: 200, body: { json: { errors: [], data: { things } } } }), sent };
}

const refused = (code: string): Judgement =>
  limited({ status: 200, body: { json: { errors: [[code, code, 'text']] } } });

const plain = (status: number, message: string): Judgement => limited({ status, body: { message, error: status } });

function limited(answer: ApiAnswer): Judgement {
  const headers = { 'x-ratelimit-used': '1', 'x-ratelimit-remaining': '599.0', 'x-ratelimit-reset': '300' };
  return { answer: { ...answer, headers } };
}

const PREFIXES: Readonly<Record<string, string>> = { 'reddit.post': 't3', 'reddit.dm': 't4' };

/** Reddit as it is played here. */
export const double: PlatformDouble = {
  account: 'earshot_care',
  credentials: (seed) => ({
    accessToken: seed,
    more: { clientId: 'client-1', clientSecret: 'secret', refreshToken: `${seed} refresh`, username: 'earshot_care' },
  }),
  says: { 'reddit.comment': inboxComment, 'reddit.post': post, 'reddit.dm': privateMessage },
  idOf: (of, number, channel = '') => (of === 'customer' ? `t2_${number}` : `${PREFIXES[channel] ?? 't1'}_${number}`),
  api: redditApi,
};
