import { outcomeByStatus, retry } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import type { Blame, SendOutcome } from './outgoing.ts';

/** What a platform's error codes mean: a table a platform, read by code and never by text. */

export type Meaning =
  /** Refused before the work; fine later. `afterSeconds` where the platform's answer does not say when. */
  | { readonly do: 'retry'; readonly reason: string; readonly afterSeconds?: number }
  | { readonly do: 'refresh_token' }
  /** No retry helps; `blame` says whose trouble it is. @default 'reply' */
  | { readonly do: 'refuse'; readonly reason: string; readonly blame?: Blame }
  /** It may have been done all the same. */
  | { readonly do: 'doubt'; readonly reason: string };

/** What became of a reply that was not taken. */
export type Refusal = Exclude<SendOutcome, { kind: 'sent' }>;

export type ErrorTable = Readonly<Record<string, Meaning>>;

/** Short ways to write a table. */
export const later = (reason: string, afterSeconds?: number): Meaning => ({
  do: 'retry',
  reason,
  ...(afterSeconds !== undefined && { afterSeconds }),
});
export const refused = (reason: string, blame: Blame = 'reply'): Meaning => ({ do: 'refuse', reason, blame });
export const doubted = (reason: string): Meaning => ({ do: 'doubt', reason });
export const staleToken: Meaning = { do: 'refresh_token' };

/**
 * What a refusal means: the first of the codes that the table knows, from the most exact one on, else the HTTP status.
 * @param codes the platform's codes, the most exact first: `10/2018278`, `10`
 */
export function outcomeByCode(table: ErrorTable, codes: readonly string[], response: ApiResponse): Refusal {
  const platformCode = codes[0];
  const known = codes.find((code) => Object.hasOwn(table, code));
  const meaning = known === undefined ? undefined : table[known];
  switch (meaning?.do) {
    case undefined:
      return outcomeByStatus(response, platformCode);
    case 'retry':
      return retry(meaning.reason, response, meaning.afterSeconds);
    case 'refresh_token':
      return { kind: 'stale_token', platformCode };
    case 'refuse':
      return { kind: 'failed', reason: meaning.reason, platformCode, blame: meaning.blame };
    case 'doubt':
      return { kind: 'doubtful', reason: meaning.reason, platformCode };
  }
}
