import { createECDH, createHash, createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import * as z from 'zod/mini';

/** How those who get self-signed tokens check them, and keys to sign with, for the double. */

const header = z.object({ alg: z.string(), kid: z.optional(z.string()) });

const claims = z.catchall(z.object({ iat: z.number(), exp: z.number(), aud: z.string() }), z.unknown());

export interface Expected {
  readonly alg: string;
  readonly audience: string;
  /** The longest life of a token. */
  readonly seconds: number;
  readonly nowMs: number;
}

/** The claims of a token that one of these private keys has signed; undefined when it is not to be taken. */
export function checkedJwt(token: string, privateKeys: readonly string[], expected: Expected) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const said = header.safeParse(jsonIn(head)).data;
  const found = claims.safeParse(jsonIn(body)).data;
  if (!found || said?.alg !== expected.alg || found.aud !== expected.audience) return undefined;
  const nowSeconds = expected.nowMs / 1000;
  const isInTime = found.iat <= nowSeconds && found.exp > nowSeconds && found.exp - found.iat <= expected.seconds;
  const proof = { data: Buffer.from(`${head}.${body}`), signature: Buffer.from(signature, 'base64url') };
  return isInTime && privateKeys.some((key) => hasSigned(key, proof)) ? found : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** What is no key has signed nothing. */
function hasSigned(key: string, { data, signature }: { readonly data: Buffer; readonly signature: Buffer }): boolean {
  if (!key.startsWith('-----BEGIN')) return false;
  return verify('sha256', data, { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' }, signature);
}

/** A private key on the curve P-256 in PEM, the same for the same seed. */
export function curveKey(seed: string): string {
  const pair = createECDH('prime256v1');
  const secret = createHash('sha256').update(seed).digest();
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', d: secret.toString('base64url'), x: x ?? '', y: y ?? '' };
  return pem(createPrivateKey({ key: jwk, format: 'jwk' }));
}

const rsaKeys = new Map<string, string>();

/** An RSA private key in PEM, the same for the same seed in one process: none can be made out of a seed. */
export function rsaKey(seed: string): string {
  const known = rsaKeys.get(seed) ?? pem(generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey);
  rsaKeys.set(seed, known);
  return known;
}

const pem = (key: ReturnType<typeof createPrivateKey>): string =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();
