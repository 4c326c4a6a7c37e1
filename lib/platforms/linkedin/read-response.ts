import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, refused, staleToken } from '#platforms/error-table.ts';
import { idField, maybe } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { canonicalUrn, commentParts, commentUrn } from './urns.ts';

const created = z.object({ $URN: maybe(z.string()), commentUrn: maybe(z.string()), id: maybe(idField) });

const refusal = z.object({ code: maybe(z.string()), serviceErrorCode: maybe(idField) });

/** LinkedIn docs, "Error handling": `code` is a word, `serviceErrorCode` a number; either may be absent. */
const LINKEDIN_ERRORS: ErrorTable = {
  INVALID_ACCESS_TOKEN: staleToken,
  EXPIRED_ACCESS_TOKEN: staleToken,
  REVOKED_ACCESS_TOKEN: refused('token_revoked', 'account'),
  ACCESS_DENIED: refused('permission_missing', 'account'),
  VERSION_MISSING: refused('version_missing', 'account'),
  NONEXISTENT_VERSION: refused('version_retired', 'account'),
  TOO_MANY_REQUESTS: later('rate_limited'),
  FIELD_LENGTH_TOO_LONG: refused('too_long'),
  RESOURCE_NOT_FOUND: refused('not_found'),
  NOT_FOUND: refused('not_found'),
  '65600': staleToken,
  '65601': refused('token_revoked', 'account'),
  '65602': staleToken,
  '100': refused('permission_missing', 'account'),
  '101': later('rate_limited'),
};

/** Says what LinkedIn's answer means; a 2xx that names no comment is sent, under an id made of the reply's. */
export function readLinkedInResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) return { kind: 'sent', messageId: commentOf(response, target) ?? `reply:${target.replyId}` };
  const error = refusal.safeParse(answerJson(response)).data;
  const codes = [error?.code, error?.serviceErrorCode].filter((code) => code !== undefined);
  // A 5xx may have been applied, whatever code it names.
  return codes.length === 0 || response.status >= 500
    ? outcomeByStatus(response, codes[0])
    : outcomeByCode(LINKEDIN_ERRORS, codes, response);
}

/** The name under which notifications will speak of the comment: from the body, else put together from its number. */
function commentOf(response: ApiResponse, { inReplyTo }: ReplyTarget): string | undefined {
  const body = created.safeParse(answerJson(response)).data;
  const urn = body?.$URN ?? body?.commentUrn;
  if (urn) return canonicalUrn(urn);
  const id = body?.id ?? response.headers['x-restli-id'];
  if (!id) return undefined;
  const post = commentParts(canonicalUrn(inReplyTo))?.post ?? inReplyTo;
  return id.startsWith('urn:') ? canonicalUrn(id) : commentUrn({ post, id });
}
