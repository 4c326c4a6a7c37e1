import * as z from 'zod/mini';
import { accepted, answerJson, retry } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse, Credentials } from '#platforms/api-call.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { needed } from '#platforms/oauth-token.ts';
import type { TokenAnswer, TokenSource } from '#platforms/token.ts';
import { xrpc } from './render-reply.ts';

/**
 * A session is begun once, with an app password, and refreshed from then on: createSession is allowed thirty times in five
 * minutes and three hundred times a day, whoever asks (Bluesky docs, "Rate limits").
 */

const session = z.object({ accessJwt: z.string().check(z.minLength(1)), refreshJwt: z.string() });

/** Where a token does not say when it ends. */
const UNTOLD_MS = 60 * 60 * 1000;

function request(credentials: Credentials): ApiCall {
  const refreshJwt = credentials.more?.['refreshJwt'];
  if (refreshJwt) {
    const headers = { authorization: `Bearer ${refreshJwt}` };
    return { method: 'POST', url: xrpc(credentials, 'com.atproto.server.refreshSession'), headers };
  }
  const { identifier, appPassword: password } = needed(credentials, ['identifier', 'appPassword']);
  return {
    method: 'POST',
    url: xrpc(credentials, 'com.atproto.server.createSession'),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password }),
  };
}

/** The end of a token, from the claims in it; nobody but its own server checks its signature. */
function expiryOf(jwt: string, nowMs: number): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
    const seconds = Number(asObject(claims)?.['exp']);
    return seconds > 0 ? seconds * 1000 : nowMs + UNTOLD_MS;
  } catch {
    return nowMs + UNTOLD_MS;
  }
}

function read(response: ApiResponse, nowMs: number): TokenAnswer {
  const { accessJwt, refreshJwt } = session.safeParse(answerJson(response)).data ?? {};
  if (accepted(response) && accessJwt && refreshJwt !== undefined) {
    return { kind: 'fresh', accessToken: accessJwt, expiresAtMs: expiryOf(accessJwt, nowMs), keep: { refreshJwt } };
  }
  if (accepted(response) || response.status === 429 || response.status >= 500) {
    return retry('token_endpoint_unavailable', response);
  }
  const code = asId(asObject(answerJson(response))?.['error']) ?? String(response.status);
  return {
    kind: 'refused',
    reason: code === 'ExpiredToken' ? 'grant_withdrawn' : 'client_refused',
    platformCode: code,
  };
}

export const blueskyToken: TokenSource = { needs: ['identifier', 'appPassword'], request, read };
