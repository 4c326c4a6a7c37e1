import { enqueueTo } from '#adapters/queue.ts';
import { clientFor } from '#adapters/redrive-queues.ts';
import { type SecretEditor, secretEditor } from '#adapters/secret-editor.ts';
import { UsageError } from '../command-line.ts';
import { jsonIn, type Outputs, outputsIn, outputsText } from '../outputs.ts';

/** The secrets and the webhook address of a stage, by its outputs. */

export interface ChannelStage {
  readonly webhooks: SecretEditor;
  readonly credentials: SecretEditor;
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

/** Where Secrets Manager is, in what `npm start -- --json` has printed; undefined in the outputs of a deployment. */
function localEndpoint(text: string, file: string): string | undefined {
  const { endpoints } = jsonIn(text, file) as { endpoints?: { secretsManager?: unknown } };
  return typeof endpoints?.secretsManager === 'string' ? endpoints.secretsManager : undefined;
}

/** @throws {UsageError} when the file can't be read or lacks something. */
export function channelStage(file: string, stage: string | undefined): ChannelStage {
  const text = outputsText(file, 'name what `npm start -- --json` has printed: --outputs FILE');
  const outputs = outputsIn(text, { file, stage });
  const endpoint = localEndpoint(text, file);
  return {
    webhooks: secretEditor(textOf(outputs, 'WebhookSecretArn', file), endpoint),
    credentials: secretEditor(textOf(outputs, 'ReplySecretArn', file), endpoint),
    order: async (body) => {
      const queueUrl = textOf(outputs, 'PollQueueUrl', file);
      await enqueueTo({ queueUrl, client: clientFor(queueUrl) })([body]);
    },
    webhookUrl: textOf(outputs, 'WebhookUrl', file).replace(/\/+$/, ''),
  };
}
