import * as z from 'zod/mini';
import { answerJson } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, refused, staleToken } from '#platforms/error-table.ts';
import { idField, maybe } from '#platforms/fields.ts';

const refusal = z.object({ code: maybe(z.string()), serviceErrorCode: maybe(idField) });

/** LinkedIn docs, "Error handling": `code` is a word, `serviceErrorCode` a number; either may be absent. */
export const LINKEDIN_ERRORS: ErrorTable = {
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

/** The codes of an answer that refuses, the word first; none where it has none that can be read. */
export function linkedInCodes(response: ApiResponse): readonly string[] {
  const { code, serviceErrorCode } = refusal.safeParse(answerJson(response)).data ?? {};
  return [code, serviceErrorCode].filter((each) => each !== undefined);
}
