import { deployedTokens } from '#adapters/deployed-tokens.ts';
import { httpSender } from '#adapters/http-sender.ts';
import { parkTo, putOffTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { env as environment } from '#functions/send-reply/env.ts';
import { idsIn, readEnvelope } from '#functions/send-reply/envelope.ts';
import { createSendReply } from '#functions/send-reply/send-reply.ts';
import { oneByOne } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { platformNamed, tokenSourceOf } from '#platforms/registry.ts';

const env = environment.parse(process.env);
const table = repositories(env.TABLE_NAME);
const putOff = putOffTo({ queueUrl: env.OUTBOUND_QUEUE_URL });
const sendReply = createSendReply({
  ...table,
  platformNamed,
  credentialsOf: deployedTokens({ ...table, secretArn: env.REPLY_SECRET_ARN, sourceOf: tokenSourceOf }),
  send: httpSender(),
  putOff: (envelope, seconds) => putOff(JSON.stringify(envelope), seconds),
  count,
  log,
  clock: () => new Date().toISOString(),
});
const work = async (body: string) => void (await sendReply(readEnvelope(body)));
const park = parkTo({ queueUrl: env.PARKED_QUEUE_URL });

/** Works through the outbound queue, reply by reply. */
export const handler = observed(oneByOne({ work, park, idsIn, log }));
