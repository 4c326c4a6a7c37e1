import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { outcomeByCode } from '#platforms/error-table.ts';
import { idField, maybe } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { LINKEDIN_ERRORS, linkedInCodes } from './errors.ts';
import { canonicalUrn, commentParts, commentUrn } from './urns.ts';

const created = z.object({ $URN: maybe(z.string()), commentUrn: maybe(z.string()), id: maybe(idField) });

/** Says what LinkedIn's answer means; a 2xx that names no comment is sent, under an id made of the reply's. */
export function readLinkedInResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) return { kind: 'sent', messageId: commentOf(response, target) ?? `reply:${target.replyKey}` };
  const codes = linkedInCodes(response);
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
