import { PermanentError } from '#domain/errors.ts';

/** What a story may say to the log: a constant message and ids; never a customer's words, name or handle, nor a token. */
export interface Log {
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * What a log line may tell of an error: its class, its stable reason, the engine's status. An error's own text is left
 * out, because engines quote what they were given.
 */
export function faultOf(error: unknown): Facts {
  if (error instanceof PermanentError) return { fault: error.name, reason: error.reason };
  if (!(error instanceof Error)) return { fault: typeof error };
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  return { fault: error.name, status: $metadata?.httpStatusCode, code };
}

/** A log that says nothing, for runs where nobody listens. */
export const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
