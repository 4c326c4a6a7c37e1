import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type ApiRequest, type Judgement, jsonOf, type PlatformApi, type PlatformDouble } from '#platforms/double.ts';
import { standardBounds } from '#platforms/standard/limits.ts';
import { standardKey, standardSignature, verifyStandard } from '#platforms/standard/verify.ts';
import type { Signed, Unsigned } from '#platforms/webhook-double.ts';
import { standardMessage } from './payloads.ts';

/** A system behind the generic inlet that takes our replies, and knows them by `webhook-id`. */

const replyCreated = z.strictObject({
  type: z.literal('reply.created'),
  data: z.strictObject({
    replyId: z.string(),
    account: z.string().check(z.startsWith('standard:')),
    visibility: z.enum(['public', 'private']),
    customer: z.strictObject({ id: z.string() }),
    text: z.string().check(z.minLength(1), z.maxLength(standardBounds.maxLength)),
    inReplyTo: z.string(),
  }),
});

/** @param secrets the `whsec_` secrets in force */
function standardReceiver(secrets: readonly string[]): PlatformApi {
  const known = new Map<string, string>();
  return (request) => {
    const { body, headers, nowMs, messageId } = request;
    const verdict = verifyStandard({ method: 'POST', headers, query: {}, body: Buffer.from(body), nowMs }, { secrets });
    if (!verdict.ok) return { answer: { status: 401, body: { error: verdict.reason } } };
    const id = headers['webhook-id'] ?? '';
    const earlier = known.get(id);
    if (earlier) return { answer: { status: 200, body: { id: earlier } } };
    const judgement = take(request);
    if (judgement.sent) known.set(id, messageId);
    return judgement;
  };
}

function take(request: ApiRequest): Judgement {
  const { messageId } = request;
  const data = replyCreated.safeParse(jsonOf(request)).data?.data;
  if (!data || request.method !== 'POST' || data.replyId !== request.headers['webhook-id']) {
    return { answer: { status: 400, body: { error: 'invalid_request' } } };
  }
  const { replyId, visibility, customer, text, inReplyTo } = data;
  const common = { platform: 'standard', visibility, messageId, text, atMs: request.nowMs } as const;
  const answer = { status: 200, body: { id: messageId } };
  return { answer, sent: { ...common, customerId: customer.id, inReplyTo, replyKey: replyId } };
}

/** Every secret in force signs, as in a rotation. */
function signStandard({ body, secrets, nowMs, deliveryId }: Unsigned): Signed {
  const id = deliveryId ?? `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
  const timestamp = String(Math.floor(nowMs / 1000));
  const keys = secrets.map(standardKey).filter((key) => key !== undefined);
  if (keys.length === 0) throw new Error('A delivery needs a whsec_ secret of 24 to 64 bytes to be signed with.');
  const signatures = keys.map((key) => `v1,${standardSignature(key, { id, timestamp, body })}`);
  return {
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') },
  };
}

/** A `whsec_` secret out of any seed. */
const secretOf = (seed: string): string => `whsec_${createHash('sha256').update(seed).digest('base64')}`;

/** A system behind the generic inlet as it is played here. */
export const double: PlatformDouble = {
  account: 'shop',
  recordedAs: ['standard_webhooks'],
  webhook: {
    secret: secretOf,
    sign: signStandard,
    proof: { in: 'header', name: 'webhook-signature', prefix: 'v1,', encoding: 'base64', coversBody: true },
  },
  credentials: (seed) => ({ accessToken: secretOf(seed) }),
  says: {
    'standard.public': (said) => standardMessage({ ...said, visibility: 'public' }),
    'standard.private': (said) => standardMessage({ ...said, visibility: 'private' }),
  },
  api: ({ tokens }) => standardReceiver(tokens),
};
