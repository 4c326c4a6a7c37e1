import type { Classifier } from '#domain/classification.ts';
import type { Count } from '#functions/shell/count.ts';
import { type Facts, faultOf, type Log } from '#functions/shell/log.ts';

/** The embedded classifier by the model in use, and what is said when a published model can't be used. */

/** Judges by whatever model is in use: asked for each message, so that a swap comes between two of them. */
export function classifyBy(inUse: () => Promise<Classifier>): Classifier {
  return async (text, language) => (await inUse())(text, language);
}

/** What the source of models is to tell. */
export function modelWatch({ log, count }: { readonly log: Log; readonly count: Count }) {
  return {
    refused: (refusal: string, { version, error }: { readonly version?: string; readonly error?: unknown }) => {
      const facts: Facts = { refusal, version, ...(error === undefined ? {} : faultOf(error)) };
      log.error('model refused, the last good one stays', facts);
      count('ModelRefused');
    },
    failed: (error: unknown) => log.warn('model could not be looked for, the one in use stays', faultOf(error)),
  };
}
