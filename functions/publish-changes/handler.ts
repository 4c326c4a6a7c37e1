import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { changeIn } from '#adapters/change-record.ts';
import { publishTo } from '#adapters/event-bus.ts';
import { env as environment } from '#functions/publish-changes/env.ts';
import { createPublishChanges } from '#functions/publish-changes/publish-changes.ts';
import { log, observed } from '#functions/shell/observability.ts';
import { streamBatch } from '#functions/shell/stream.ts';

const env = environment.parse(process.env);

const publish = publishTo({ client: new EventBridgeClient({}), busName: env.BUS_NAME, backOff: jitteredBackOff });

/** Follows the table's stream. */
export const handler = observed(
  streamBatch(
    createPublishChanges({ publish, log, ticketUrl: env.TICKET_URL }),
    (record: DynamoDBStreamEvent['Records'][number]) => changeIn(record),
  ),
);
