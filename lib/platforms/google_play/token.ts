import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { googleTokenCall, TOKEN_AUDIENCE } from '#platforms/google-token.ts';
import { signedJwt } from '#platforms/jwt.ts';
import { needed, readOAuthAnswer } from '#platforms/oauth-token.ts';
import type { TokenSource } from '#platforms/token.ts';

/**
 * Google Identity, "Using OAuth 2.0 for server to server applications": a service account signs who it is, and gets an
 * hour's token for it.
 */

const SCOPE = 'https://www.googleapis.com/auth/androidpublisher';
const LIFE_SECONDS = 3_600;

/** Begun a little early, for a clock of Google's that is behind ours. */
const EARLY_SECONDS = 10;

/** @throws {PermanentError} `credentials_missing`, `private_key_unusable` */
function request(credentials: Credentials, nowMs: number): ApiCall {
  const { clientEmail, privateKey } = needed(credentials, ['clientEmail', 'privateKey']);
  const iat = Math.floor(nowMs / 1000) - EARLY_SECONDS;
  const claims = { iss: clientEmail, scope: SCOPE, aud: TOKEN_AUDIENCE, iat, exp: iat + LIFE_SECONDS };
  const assertion = signedJwt(claims, { alg: 'RS256', privateKey });
  return googleTokenCall(credentials, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
}

export const googlePlayToken: TokenSource = { needs: ['clientEmail', 'privateKey'], request, read: readOAuthAnswer };
