import { checkedFetch } from '#adapters/checked-fetch.ts';
import { deployedTokens } from '#adapters/deployed-tokens.ts';
import { httpSender } from '#adapters/http-sender.ts';
import { bucketMedia } from '#adapters/media-bucket.ts';
import { parkTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { env as environment } from '#functions/fetch-media/env.ts';
import { idsIn, readEnvelope } from '#functions/fetch-media/envelope.ts';
import { createFetchMedia } from '#functions/fetch-media/fetch-media.ts';
import { oneByOne } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { platformNamed, tokenSourceOf } from '#platforms/registry.ts';

const { SETTINGS, ...env } = environment.parse(process.env);
const places = { trusted: SETTINGS.trustedHosts, trustedOnly: SETTINGS.trustedOnly };
const table = repositories(env.TABLE_NAME);
const own = { platformNamed, count, log, keptDays: SETTINGS.keptDays, clock: () => new Date().toISOString() };
const fetchMedia = createFetchMedia({
  ...own,
  ...table,
  objects: bucketMedia(env.BUCKET_NAME),
  credentialsOf: deployedTokens({ ...table, secretArn: env.REPLY_SECRET_ARN, sourceOf: tokenSourceOf }),
  ask: httpSender(),
  fetchFile: checkedFetch({ places, maxBytes: SETTINGS.maxMegabytes * 1024 * 1024, totalMs: 10_000 }),
});
const work = async (body: string) => void (await fetchMedia(readEnvelope(body)));

/** Works through the queue of messages with files. */
export const handler = observed(oneByOne({ work, park: parkTo({ queueUrl: env.PARKED_QUEUE_URL }), idsIn, log }));
