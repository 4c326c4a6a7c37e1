import { answerJson } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import { outcomeByCode } from './error-table.ts';
import type { PlatformEvent } from './event.ts';
import { asObject } from './fields.ts';
import { graphCodes, graphError, META_ERRORS } from './meta-errors.ts';
import { metaPayload, metaPieces } from './meta-pieces.ts';
import type { FetchAnswer } from './poll.ts';

/** What the Graph API's answer means when something was asked for that an event only named. */

type Json = Readonly<Record<string, unknown>>;

/** Graph says in the same words that a thing is not there and that it may not be seen. */
const GONE = new Set(['100/33', '803']);

/**
 * The event with what was fetched in the value of its change, or why nothing was.
 * @param read what of the answer belongs into the value; undefined when it says nothing
 */
export function readFetched(
  response: ApiResponse,
  event: PlatformEvent,
  read: (body: Json) => Json | undefined,
): FetchAnswer {
  const error = graphError(response);
  if (error) return faultOf(graphCodes(error), response);
  if (response.status === 404) return { kind: 'gone' };
  if (response.status >= 500 || response.status === 429) return { kind: 'retry', reason: 'unavailable' };
  const body = asObject(answerJson(response));
  if (!body || response.status >= 300) {
    return { kind: 'failed', reason: 'unreadable', platformCode: String(response.status) };
  }
  const value = read(body);
  return value ? { kind: 'fetched', event: withValue(event, value) } : { kind: 'gone' };
}

function faultOf(codes: readonly string[], response: ApiResponse): FetchAnswer {
  if (codes.some((code) => GONE.has(code))) return { kind: 'gone' };
  const outcome = outcomeByCode(META_ERRORS, codes, response);
  if (outcome.kind === 'retry' || outcome.kind === 'stale_token') return outcome;
  // Asking twice does no harm, so a doubt is no reason not to.
  if (outcome.kind !== 'failed') return { kind: 'retry', reason: 'temporary' };
  return { kind: 'failed', reason: outcome.reason, platformCode: outcome.platformCode };
}

function withValue(event: PlatformEvent, more: Json): PlatformEvent {
  const [piece] = metaPieces(event.payload);
  if (piece?.kind !== 'item') return event;
  const item = asObject(piece.item);
  const value = { ...asObject(item?.['value']), ...more };
  return { ...event, payload: metaPayload({ ...piece, item: { ...item, value } }) };
}
