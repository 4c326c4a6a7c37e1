import { createLocalJWKSet } from 'jose/jwks/local';
import { jwtVerify } from 'jose/jwt/verify';
import * as z from 'zod/mini';
import { asId, asObject } from '#platforms/fields.ts';
import { sameText } from '#platforms/signature.ts';
import { UNKNOWN_KEY, type Verdict, type WebhookRequest, type WebhookSecrets } from '#platforms/webhook.ts';

/**
 * Pub/Sub, "Authentication for push subscriptions": an OpenID Connect token of Google's in `authorization`. It says who
 * pushes (`email`) and to whom (`aud`), for an hour, and vouches for the sender, not for the body.
 */

const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];

/** How far Google's clock and ours may differ. */
const TOLERANCE_SECONDS = 60;

/** Google's tokens are good for an hour. */
const LONGEST_SECONDS = 3_600;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** What jose's refusals are called here. */
const REASONS: Readonly<Record<string, string>> = {
  ERR_JWKS_NO_MATCHING_KEY: UNKNOWN_KEY,
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature_mismatch',
  ERR_JWT_CLAIM_VALIDATION_FAILED: 'claim_mismatch',
  ERR_JWT_EXPIRED: 'expired',
};

/**
 * Checks the token against Google's keys, every valid audience (`secrets`) and the service account that pushes
 * (`verifyToken`). Reasons: `no_secret`, `no_pusher`, `no_keys`, `missing_signature`, `malformed_signature`,
 * `signature_mismatch`, `unknown_key`, `claim_mismatch`, `expired`, `other_sender`.
 */
export async function verifyGoogleBusiness(request: WebhookRequest, given: WebhookSecrets): Promise<Verdict> {
  const audiences = given.secrets.filter((secret) => secret !== '');
  if (audiences.length === 0) return refused('no_secret');
  if (!given.verifyToken) return refused('no_pusher');
  const keys = keySet.safeParse(given.keys).data;
  if (!keys) return refused('no_keys');
  const header = request.headers['authorization'];
  if (!header) return refused('missing_signature');
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
  if (!isCanonical(token)) return refused('malformed_signature');
  return verdictOn(token, { keys, audiences, pusher: given.verifyToken, nowMs: request.nowMs });
}

interface Expected {
  readonly keys: z.infer<typeof keySet>;
  readonly audiences: readonly string[];
  readonly pusher: string;
  readonly nowMs: number;
}

async function verdictOn(token: string, { keys, audiences, pusher, nowMs }: Expected): Promise<Verdict> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      algorithms: ['RS256'],
      issuer: ISSUERS,
      audience: [...audiences],
      requiredClaims: ['exp', 'iat', 'email'],
      maxTokenAge: LONGEST_SECONDS,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(nowMs),
    });
    const isPusher = typeof payload['email'] === 'string' && sameText(payload['email'], pusher);
    return isPusher && payload['email_verified'] === true ? { ok: true } : refused('other_sender');
  } catch (error) {
    return refused(REASONS[asId(asObject(error)?.['code']) ?? ''] ?? 'malformed_signature');
  }
}

/** Base64 with bits to spare decodes to the same bytes in several spellings: only the one that encodes back is taken. */
function isCanonical(token: string): boolean {
  const parts = token.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

function refused(reason: string): Verdict {
  return { ok: false, reason };
}
