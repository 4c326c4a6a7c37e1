import * as z from 'zod/mini';
import { PermanentError } from '#domain/errors.ts';
import { accepted, answerJson, retry } from './answer.ts';
import type { ApiResponse, Credentials } from './api-call.ts';
import { maybe, numberField } from './fields.ts';
import type { TokenAnswer } from './token.ts';

/** Access tokens out of longer-lived proofs, as OAuth 2.0 has them (RFC 6749, sections 5 and 6). */

const tokenBody = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: maybe(numberField),
  refresh_token: maybe(z.string()),
});

const errorBody = z.object({ error: z.string() });

/** RFC 6749 only recommends `expires_in`; without it a token is taken to be good for half an hour. */
const UNTOLD_SECONDS = 1_800;

/** Headers of a form. */
export const FORM = { 'content-type': 'application/x-www-form-urlencoded' } as const;

/**
 * Pieces of `Credentials.more` by their names.
 * @throws {PermanentError} `credentials_missing`
 */
export function needed<const Name extends string>(
  { more }: Credentials,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  if (names.some((name) => !more?.[name])) throw new PermanentError('credentials_missing');
  return more as Readonly<Record<Name, string>>;
}

/** Reads a token endpoint's answer; `refreshToken` is kept where a new one came with the token. */
export function readOAuthAnswer(response: ApiResponse, nowMs: number): TokenAnswer {
  const token = tokenBody.safeParse(answerJson(response)).data;
  if (accepted(response) && token) {
    const { access_token: accessToken, expires_in: seconds = UNTOLD_SECONDS, refresh_token: refreshToken } = token;
    const keep = refreshToken ? { refreshToken } : undefined;
    return { kind: 'fresh', accessToken, expiresAtMs: nowMs + seconds * 1000, ...(keep && { keep }) };
  }
  if (accepted(response) || response.status === 429 || response.status >= 500) {
    return retry('token_endpoint_unavailable', response);
  }
  const code = errorBody.safeParse(answerJson(response)).data?.error;
  const reason = code === 'invalid_grant' ? 'grant_withdrawn' : 'client_refused';
  return { kind: 'refused', reason, platformCode: code ?? String(response.status) };
}
