import { keptFresh } from '#adapters/kept-fresh.ts';
import { parkTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { createAcknowledge } from '#functions/acknowledge/acknowledge.ts';
import { backlogOf } from '#functions/acknowledge/backlog.ts';
import { env as environment } from '#functions/acknowledge/env.ts';
import { idsIn, readEnvelope } from '#functions/acknowledge/envelope.ts';
import { oneByOne } from '#functions/shell/batch.ts';
import { log, observed } from '#functions/shell/observability.ts';
import { platformNamed } from '#platforms/registry.ts';

const env = environment.parse(process.env);
const table = repositories(env.TABLE_NAME);
/** A backlog is read in pages of tickets: once in half a minute is recent enough for what is rounded up. */
const BACKLOG_FRESH_MS = 30_000;

const acknowledge = createAcknowledge({
  ...table,
  backlog: keptFresh(backlogOf(table.tickets), BACKLOG_FRESH_MS, Date.now),
  settings: env.SETTINGS,
  platformNamed,
  clock: () => new Date().toISOString(),
});
const work = async (body: string) => void (await acknowledge(readEnvelope(body)));

/** Works through the queue of acknowledgements. */
export const handler = observed(oneByOne({ work, park: parkTo({ queueUrl: env.PARKED_QUEUE_URL }), idsIn, log }));
