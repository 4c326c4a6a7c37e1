import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { PermanentError } from '#domain/errors.ts';

/** Tokens that an account signs with a key of its own (RFC 7519, RFC 7515). */

export interface Claims {
  readonly [name: string]: string | number | readonly string[] | undefined;
}

export interface Signing {
  readonly alg: 'ES256' | 'RS256';
  readonly keyId?: string | undefined;
  /** PKCS 8 in PEM; line ends may be written as `\n`, as they are in one line of JSON. */
  readonly privateKey: string;
}

/** A signed token. @throws {PermanentError} `private_key_unusable` */
export function signedJwt(claims: Claims, { alg, keyId, privateKey }: Signing): string {
  const header = { alg, kid: keyId, typ: 'JWT' };
  const content = `${part(JSON.stringify(header))}.${part(JSON.stringify(claims))}`;
  // JOSE writes a signature on a curve as its two numbers, not as DER.
  const key = { key: keyOf(privateKey), dsaEncoding: 'ieee-p1363' } as const;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

const part = (json: string): string => Buffer.from(json).toString('base64url');

function keyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch {
    throw new PermanentError('private_key_unusable');
  }
}
