import { accessTokens } from '#adapters/access-tokens.ts';
import { credentialsFile } from '#adapters/account-credentials.ts';
import { httpSender } from '#adapters/http-sender.ts';
import { parkTo, putOffTo } from '#adapters/queue.ts';
import { secretJson } from '#adapters/secrets.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { env as environment } from '#functions/send-reply/env.ts';
import { idsIn, readEnvelope } from '#functions/send-reply/envelope.ts';
import { createSendReply } from '#functions/send-reply/send-reply.ts';
import { oneByOne } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { platformNamed } from '#platforms/registry.ts';

const env = environment.parse(process.env);
const putOff = putOffTo({ queueUrl: env.OUTBOUND_QUEUE_URL });
const sendReply = createSendReply({
  ...repositories(env.TABLE_NAME),
  platformNamed,
  credentialsOf: accessTokens({ secret: secretJson(env.REPLY_SECRET_ARN, credentialsFile) }),
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
