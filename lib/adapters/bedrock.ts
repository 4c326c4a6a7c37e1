import type { BedrockRuntimeClient, ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import { type Patience, patiently } from '#adapters/patience.ts';

/** Models on Amazon Bedrock. The SDK is loaded with the first request: a stage that has no use for it starts without it. */

/** A model takes a second or two; twice this fits into triage's time beside its other work. */
export const BEDROCK_PATIENCE: Patience = {
  wholeMs: 8_000,
  tryMs: 6_000,
  retries: 1,
  atOnce: 8,
  failuresToOpen: 5,
  halfOpenAfterMs: 30_000,
};

type NewClient = (sdk: typeof import('@aws-sdk/client-bedrock-runtime')) => BedrockRuntimeClient;

/** What retries and waits is `patiently`; the SDK's own retries would not count as failures. */
const plainClient: NewClient = (sdk) => new sdk.BedrockRuntimeClient({ maxAttempts: 1 });

async function load(newClient: NewClient) {
  const sdk = await import('@aws-sdk/client-bedrock-runtime');
  const client = newClient(sdk);
  return (input: ConverseCommandInput, abortSignal: AbortSignal) =>
    client.send(new sdk.ConverseCommand(input), { abortSignal });
}

export interface BedrockOptions {
  /** A model's or an inference profile's id. */
  readonly modelId: string;
  readonly patience?: Patience;
  readonly newClient?: NewClient;
}

/** @returns a way to ask. It throws {NoOpinionError} alone. */
export function askBedrock({ modelId, patience = BEDROCK_PATIENCE, newClient = plainClient }: BedrockOptions) {
  const send = patiently(patience);
  let loaded: ReturnType<typeof load> | undefined;
  return (request: Omit<ConverseCommandInput, 'modelId'>): Promise<unknown> =>
    send(async (signal) => {
      loaded ??= load(newClient);
      return (await loaded)({ ...request, modelId }, signal);
    });
}
