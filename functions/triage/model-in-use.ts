import { detectLanguage } from '#classifiers/embedded/detect-language.ts';
import { embeddedClassifier } from '#classifiers/embedded/embedded.ts';
import { parseModel } from '#classifiers/embedded/model-file.ts';
import { withPersonalData } from '#classifiers/personal-data/with-personal-data.ts';
import type { Classifier } from '#domain/classification.ts';
import type { Count } from '#functions/shell/count.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/** The embedded classifier by the model in use, and what is said when a published model can't be used. */

/** What a source of models is told and tells; see lib/adapters/model-source.ts. */
export interface ModelWatch {
  readonly parse: (bytes: Uint8Array) => Classifier;
  readonly refused: (refusal: string, facts: { readonly version?: string; readonly error?: unknown }) => void;
  readonly failed: (error: unknown) => void;
}

type SourceOf = (watch: ModelWatch) => () => Promise<Classifier>;

/** Judges by whatever model is in use: asked for each message, so that a swap comes between two of them. */
export function classifyByModelInUse(
  sourceOf: SourceOf,
  { log, count }: { readonly log: Log; readonly count: Count },
): Classifier {
  const inUse = sourceOf({
    parse: (bytes) => withPersonalData(embeddedClassifier(parseModel(bytes), detectLanguage)),
    refused: (refusal, { version, error }) => {
      const fault = error === undefined ? {} : faultOf(error);
      log.error('model refused, the last good one stays', { refusal, version, ...fault });
      count('ModelRefused');
    },
    failed: (error) => log.warn('model could not be looked for, the one in use stays', faultOf(error)),
  });
  return async (text, language) => (await inUse())(text, language);
}
