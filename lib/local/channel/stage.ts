import { setTimeout as sleep } from 'node:timers/promises';
import { enqueueTo } from '#adapters/queue.ts';
import { clientFor } from '#adapters/redrive-queues.ts';
import { type SecretEditor, secretEditor } from '#adapters/secret-editor.ts';
import { aloneWithSecret } from '#adapters/secret-lease.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { deployedTableClient, localTableClient } from '#adapters/table-client.ts';
import { UsageError } from '../command-line.ts';
import { jsonIn, type Outputs, outputsIn, outputsText } from '../outputs.ts';

/** The secrets and the webhook address of a stage, by its outputs. */

export interface ChannelStage {
  readonly webhooks: SecretEditor;
  readonly credentials: SecretEditor;
  /** Does work that writes the credentials secret while no function does. @throws {UsageError} when the outputs name no table. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Puts work on the queue of polls. @throws {UsageError} when the outputs do not name it. */
  readonly order: (body: string) => Promise<void>;
  /** Without a trailing slash. */
  readonly webhookUrl: string;
}

function textOf(outputs: Outputs, name: string, file: string): string {
  const value = outputs[name];
  if (typeof value === 'string') return value;
  throw new UsageError(`${file} lacks ${name}: deploy both stacks of the stage with it.`);
}

/** Where an engine is, in what `npm start -- --json` has printed; undefined in the outputs of a deployment. */
function localEndpoint(engine: 'secretsManager' | 'dynamodb', text: string, file: string): string | undefined {
  const { endpoints } = jsonIn(text, file) as { endpoints?: Readonly<Record<string, unknown>> };
  const endpoint = endpoints?.[engine];
  return typeof endpoint === 'string' ? endpoint : undefined;
}

const PAUSE_MS = 250;

/** Work under the lease by which functions write the same secret. */
async function aloneAt<T>(
  table: { name: string; endpoint: string | undefined; region: string | undefined },
  work: () => Promise<T>,
) {
  const client = table.endpoint ? localTableClient(table.endpoint) : deployedTableClient(table.region);
  try {
    const { leases } = repositories(table.name, client);
    return await aloneWithSecret({ leases, nowMs: Date.now, pause: () => sleep(PAUSE_MS) }, work);
  } finally {
    client.destroy();
  }
}

/** @throws {UsageError} when the file can't be read or lacks something. */
export function channelStage(file: string, stage: string | undefined): ChannelStage {
  const text = outputsText(file, 'name what `npm start -- --json` has printed: --outputs FILE');
  const outputs = outputsIn(text, { file, stage });
  const endpoint = localEndpoint('secretsManager', text, file);
  const credentials = textOf(outputs, 'ReplySecretArn', file);
  return {
    webhooks: secretEditor(textOf(outputs, 'WebhookSecretArn', file), endpoint),
    credentials: secretEditor(credentials, endpoint),
    alone: (work) => {
      const name = textOf(outputs, 'TableName', file);
      return aloneAt(
        { name, endpoint: localEndpoint('dynamodb', text, file), region: credentials.split(':')[3] },
        work,
      );
    },
    order: async (body) => {
      const queueUrl = textOf(outputs, 'PollQueueUrl', file);
      await enqueueTo({ queueUrl, client: clientFor(queueUrl) })([body]);
    },
    webhookUrl: textOf(outputs, 'WebhookUrl', file).replace(/\/+$/, ''),
  };
}
