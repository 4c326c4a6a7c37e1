import type { Credentials } from '#platforms/api-call.ts';
import { signedJwt } from '#platforms/jwt.ts';
import { needed } from '#platforms/oauth-token.ts';
import type { FreshToken, TokenSource } from '#platforms/token.ts';

/**
 * App Store Connect API, "Generating tokens for API requests": a token that the key's owner signs, good for at most twenty
 * minutes, so that there is nobody to ask for one.
 */

const LIFE_SECONDS = 20 * 60;

/** Begun a little early, for a clock of Apple's that is behind ours. */
const EARLY_SECONDS = 10;

/** @throws {PermanentError} `credentials_missing`, `private_key_unusable` */
function sign(credentials: Credentials, nowMs: number): FreshToken {
  const { issuerId, keyId, privateKey } = needed(credentials, ['issuerId', 'keyId', 'privateKey']);
  const iat = Math.floor(nowMs / 1000) - EARLY_SECONDS;
  const exp = iat + LIFE_SECONDS;
  const claims = { iss: issuerId, iat, exp, aud: 'appstoreconnect-v1' };
  return { accessToken: signedJwt(claims, { alg: 'ES256', keyId, privateKey }), expiresAtMs: exp * 1000 };
}

export const appStoreToken: TokenSource = {
  needs: ['issuerId', 'keyId', 'privateKey'],
  request: sign,
  // Nobody was asked, so nobody answers.
  read: () => ({ kind: 'refused', reason: 'nobody_was_asked' }),
};
