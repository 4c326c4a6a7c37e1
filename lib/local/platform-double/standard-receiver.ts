import * as z from 'zod/mini';
import { standardLimits } from '#platforms/standard/limits.ts';
import { verifyStandard } from '#platforms/standard/verify.ts';
import { type ApiRequest, type Judgement, jsonOf, type PlatformApi } from './wire.ts';

/** A system behind the generic inlet that takes our replies, and knows them by `webhook-id`. */

const replyCreated = z.strictObject({
  type: z.literal('reply.created'),
  data: z.strictObject({
    replyId: z.string(),
    account: z.string().check(z.startsWith('standard:')),
    visibility: z.enum(['public', 'private']),
    customer: z.strictObject({ id: z.string() }),
    text: z.string().check(z.minLength(1), z.maxLength(standardLimits.maxLength)),
    inReplyTo: z.string(),
  }),
});

/** @param secrets the `whsec_` secrets in force */
export function standardReceiver(secrets: readonly string[]): PlatformApi {
  const known = new Map<string, string>();
  return (request, messageId) => {
    const { body, headers, nowMs } = request;
    const verdict = verifyStandard({ method: 'POST', headers, query: {}, body: Buffer.from(body), nowMs }, { secrets });
    if (!verdict.ok) return { answer: { status: 401, body: { error: verdict.reason } } };
    const id = headers['webhook-id'] ?? '';
    const earlier = known.get(id);
    if (earlier) return { answer: { status: 200, body: { id: earlier } } };
    const judgement = take(request, messageId);
    if (judgement.sent) known.set(id, messageId);
    return judgement;
  };
}

function take(request: ApiRequest, messageId: string): Judgement {
  const data = replyCreated.safeParse(jsonOf(request)).data?.data;
  if (!data || request.method !== 'POST' || data.replyId !== request.headers['webhook-id']) {
    return { answer: { status: 400, body: { error: 'invalid_request' } } };
  }
  const { replyId, visibility, customer, text, inReplyTo } = data;
  const common = { platform: 'standard', visibility, messageId, text, atMs: request.nowMs } as const;
  const answer = { status: 200, body: { id: messageId } };
  return { answer, sent: { ...common, customerId: customer.id, inReplyTo, replyId } };
}
