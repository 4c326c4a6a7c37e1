import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { idempotencyKey } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import type { HttpRequest } from '#functions/shell/http-message.ts';
import { readBy, refusal } from './mistakes.ts';

/** The headers on which a write depends: the version it was made for, and the key that makes it one with its retries. */

const ETAG = /^"(0|[1-9]\d{0,14})"$/;

/** The `ETag` of a work version. */
export function etagOf(workVersion: number): string {
  return `"${workVersion}"`;
}

/**
 * The work version in `If-Match`, zero where the route needs none.
 * @throws {ApiProblem} 428 when it is missing, 400 when it is not one ETag of ours: `*` would overwrite blindly.
 */
export function readIfMatch({ versioned }: AgentRoute, { headers }: HttpRequest): number {
  if (!versioned) return 0;
  const given = headers['if-match'];
  if (given === undefined) {
    throw new ApiProblem('version-required', 'Read what you edit and send its ETag as If-Match.');
  }
  const version = ETAG.exec(given)?.[1];
  if (version !== undefined) return Number(version);
  const mend = 'Send the ETag as it was read: one version in double quotes. A list, a weak ETag or * is refused.';
  throw refusal({ in: 'header', pointer: '/if-match', detail: 'Not an ETag of this API.', mend });
}

/** The `Idempotency-Key`, where the route takes one. @throws {ApiProblem} 400 when it is of another shape. */
export function readIdempotencyKey({ keyed }: AgentRoute, { headers }: HttpRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (!keyed || given === undefined) return undefined;
  return readBy(idempotencyKey, given, 'header');
}
