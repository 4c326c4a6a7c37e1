import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse, Credentials } from '#platforms/api-call.ts';
import { outcomeByCode } from '#platforms/error-table.ts';
import { asId, asObject } from '#platforms/fields.ts';
import type { Media, MediaAnswer } from '#platforms/media.ts';
import { graphCodes, graphError } from '#platforms/meta-errors.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import { WHATSAPP_ERRORS } from './errors.ts';

/**
 * Cloud API, "Media": `GET /{media id}` tells an address that is good for five minutes and is read with the token too. So
 * is the one that some messages bring along.
 */
export const whatsAppMedia: Media = {
  hosts: ['graph.facebook.com', 'lookaside.fbsbx.com'],
  request: ({ id }, credentials) => graphCall({ method: 'GET', path: [id] }, credentials),
  read: placeOf,
};

/** What was deleted, or is older than thirty days, is answered as if it had never been. */
function placeOf(response: ApiResponse, { accessToken }: Credentials): MediaAnswer {
  const url = accepted(response) ? asId(asObject(answerJson(response))?.['url']) : undefined;
  if (url) return { kind: 'at', url, headers: { authorization: `Bearer ${accessToken}` } };
  if (accepted(response)) return { kind: 'failed', reason: 'unreadable' };
  const error = graphError(response);
  const outcome = outcomeByCode(WHATSAPP_ERRORS, error ? graphCodes(error) : [], response);
  if (outcome.kind === 'stale_token') return { kind: 'stale_token' };
  if (outcome.kind === 'failed') return { kind: 'failed', reason: outcome.reason };
  // Asking twice does no harm, so a doubt is no reason not to.
  return { kind: 'retry', reason: outcome.kind === 'retry' ? outcome.reason : 'temporary' };
}
