import type { ComprehendClient, LanguageCode } from '@aws-sdk/client-comprehend';
import { type Patience, patiently } from '#adapters/patience.ts';

/** Amazon Comprehend. The SDK is loaded with the first request: a stage that has no use for it starts without it. */

/** Two calls of these in a row, languages and moods, fit into triage's time beside its other work. */
export const COMPREHEND_PATIENCE: Patience = {
  wholeMs: 3_000,
  tryMs: 1_500,
  retries: 1,
  atOnce: 8,
  failuresToOpen: 5,
  halfOpenAfterMs: 30_000,
};

type Sdk = typeof import('@aws-sdk/client-comprehend');
type NewClient = (sdk: Sdk) => ComprehendClient;

/** What retries and waits is `patiently`; the SDK's own retries would not count as failures. */
const plainClient: NewClient = (sdk) => new sdk.ComprehendClient({ maxAttempts: 1 });

async function load(newClient: NewClient): Promise<{ sdk: Sdk; client: ComprehendClient }> {
  const sdk = await import('@aws-sdk/client-comprehend');
  return { sdk, client: newClient(sdk) };
}

/** @returns the three questions that are put to it. They throw {NoOpinionError} alone. */
export function comprehend(patience: Patience = COMPREHEND_PATIENCE, newClient: NewClient = plainClient) {
  const patient = patiently(patience);
  let loaded: ReturnType<typeof load> | undefined;
  const ask = <T>(put: (to: Awaited<ReturnType<typeof load>>, options: { abortSignal: AbortSignal }) => Promise<T>) =>
    patient(async (abortSignal) => {
      loaded ??= load(newClient);
      return put(await loaded, { abortSignal });
    });
  return {
    languages: (TextList: string[]): Promise<unknown> =>
      ask(({ sdk, client }, options) => client.send(new sdk.BatchDetectDominantLanguageCommand({ TextList }), options)),
    sentiments: (TextList: string[], language: string): Promise<unknown> =>
      ask(({ sdk, client }, options) => {
        const LanguageCode = language as LanguageCode;
        return client.send(new sdk.BatchDetectSentimentCommand({ TextList, LanguageCode }), options);
      }),
    personalData: (Text: string, language: string): Promise<unknown> =>
      ask(({ sdk, client }, options) => {
        const LanguageCode = language as LanguageCode;
        return client.send(new sdk.DetectPiiEntitiesCommand({ Text, LanguageCode }), options);
      }),
  };
}
