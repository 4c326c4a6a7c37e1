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
import { brokenLimit } from '#platforms/reply-rules.ts';
import { blueskyReplies } from './limits.ts';
import { mentionPage, noNotifications } from './payloads.ts';

/** A personal data server of Bluesky's: sessions, notifications and the account's own posts, with XRPC's errors. */

const ACCOUNT = 'did:plc:earshotearshotearshot00';
const POSTS = 'app.bsky.feed.post';

const strongRef = z.strictObject({
  uri: z.string().check(z.regex(/^at:\/\/did:/)),
  cid: z.string().check(z.minLength(1)),
});

const newPost = z.strictObject({
  repo: z.literal(ACCOUNT),
  collection: z.literal(POSTS),
  rkey: z.string().check(z.regex(/^[234567a-j][234567a-z]{12}$/)),
  record: z.strictObject({
    $type: z.literal(POSTS),
    text: z.string(),
    createdAt: z.iso.datetime(),
    reply: z.strictObject({ root: strongRef, parent: strongRef }),
    facets: z.optional(
      z.array(
        z.strictObject({
          index: z.strictObject({ byteStart: z.number(), byteEnd: z.number() }),
          features: z.array(z.unknown()),
        }),
      ),
    ),
  }),
});

const login = z.strictObject({ identifier: z.string(), password: z.string() });

const refusal = (status: number, error: string): Judgement => ({ answer: { status, body: { error, message: error } } });

/** Begins and refreshes sessions; each refresh token is good for one use. */
function sessionsOf({ tokens }: ApiRoom) {
  const issued: string[] = [];
  const refreshable = new Set<string>();
  const begin = (): Judgement => {
    const number = issued.length + 1;
    issued.push(`access-${number}`);
    refreshable.add(`refresh-${number}`);
    const body = { did: ACCOUNT, accessJwt: `access-${number}`, refreshJwt: `refresh-${number}` };
    return { answer: { status: 200, body } };
  };
  return {
    accepts: (request: ApiRequest) => authorised(request, [...tokens, ...issued]),
    create: (request: ApiRequest): Judgement => {
      const password = login.safeParse(jsonOf(request)).data?.password;
      return password && tokens.includes(password) ? begin() : refusal(401, 'AuthenticationRequired');
    },
    refresh: ({ headers }: ApiRequest): Judgement => {
      const token = headers['authorization']?.replace('Bearer ', '') ?? '';
      return refreshable.delete(token) ? begin() : refusal(400, 'ExpiredToken');
    },
  };
}

/** A post under a key that is taken is the post that is there. */
function put(request: ApiRequest, posts: Set<string>): Judgement {
  const post = newPost.safeParse(jsonOf(request)).data;
  const [rule] = blueskyReplies['bluesky.mention'] ?? [];
  if (!post || !rule || brokenLimit(post.record.text, rule)) return refusal(400, 'InvalidRequest');
  const messageId = `at://${ACCOUNT}/${POSTS}/${post.rkey}`;
  const answer = { status: 200, body: { uri: messageId, cid: 'bafyreipost', validationStatus: 'valid' } };
  if (posts.has(messageId)) return { answer };
  posts.add(messageId);
  const { text, reply } = post.record;
  const common = { platform: 'bluesky', visibility: 'public', messageId, text } as const;
  return { answer, sent: { ...common, inReplyTo: reply.parent.uri, atMs: request.nowMs } };
}

function blueskyApi(room: ApiRoom): PlatformApi {
  const sessions = sessionsOf(room);
  const posts = new Set<string>();
  return (request) => {
    const name = request.path.replace('/xrpc/', '');
    if (name === 'com.atproto.server.createSession') return sessions.create(request);
    if (name === 'com.atproto.server.refreshSession') return sessions.refresh(request);
    if (!sessions.accepts(request)) return refusal(400, 'ExpiredToken');
    if (name === 'com.atproto.server.getSession')
      return { answer: { status: 200, body: { did: ACCOUNT, active: true } } };
    if (request.method === 'POST' && name === 'com.atproto.repo.putRecord') return put(request, posts);
    if (request.method !== 'GET' || name !== 'app.bsky.notification.listNotifications') {
      return refusal(501, 'MethodNotImplemented');
    }
    if (Number(request.query.get('limit')) > 100) return refusal(400, 'InvalidRequest');
    return { answer: { status: 200, body: room.nextPage() ?? noNotifications } };
  };
}

/** Bluesky as it is played here. */
export const double: PlatformDouble = {
  account: ACCOUNT,
  credentials: (seed) => ({ accessToken: seed, more: { identifier: 'shop.example', appPassword: seed } }),
  says: { 'bluesky.mention': mentionPage },
  idOf: (of, number) =>
    of === 'customer' ? `did:plc:customer${number}` : `at://did:plc:customer/${POSTS}/3k${number}`,
  api: blueskyApi,
};
