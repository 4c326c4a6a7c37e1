import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '#local/clock.ts';
import { type JwtAuthorizer, jwtAuthorizer } from '#local/http/jwt-authorizer.ts';

const NOW = Date.UTC(2031, 0, 1);
const seconds = Math.floor(NOW / 1000);

let authorize: JwtAuthorizer;
let sign: (payload: JWTPayload, algorithm?: string) => Promise<string>;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' };
  const clock = new Clock({ startAt: NOW });
  authorize = jwtAuthorizer({ issuer: 'https://issuer', audience: ['client'], keys: { keys: [key] }, clock });
  sign = (payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey);
});

const good = { iss: 'https://issuer', client_id: 'client', iat: seconds - 10, exp: seconds + 60 };

describe('the JWT authorizer', () => {
  it('lets a token in that is valid by the run’s clock, whatever the real one says', async () => {
    expect(await authorize(`Bearer ${await sign(good)}`, [])).toMatchObject({
      status: 'allowed',
      claims: { client_id: 'client' },
      scopes: null,
    });
    expect(await authorize(`bearer ${await sign(good)}`, [])).toMatchObject({ status: 'allowed' });
    expect(await authorize(await sign(good), [])).toMatchObject({ status: 'allowed' });
  });

  it.each<[string, JWTPayload]>([
    ['has expired', { exp: seconds - 1 }],
    ['is not valid yet', { nbf: seconds + 120 }],
    ['is from later', { iat: seconds + 120 }],
    ['has another issuer', { iss: 'https://other' }],
    ['is for another client', { client_id: 'other' }],
    ['is for another audience, even with the right client', { aud: 'other' }],
  ])('keeps a token out that %s', async (_name, change) => {
    expect(await authorize(`Bearer ${await sign({ ...good, ...change })}`, [])).toEqual({ status: 'unauthorized' });
  });

  it('takes aud instead of client_id', async () => {
    const { client_id: _client, ...rest } = good;
    expect(await authorize(`Bearer ${await sign({ ...rest, aud: ['x', 'client'] })}`, [])).toMatchObject({
      status: 'allowed',
    });
  });

  it('keeps out what is no token, or signed otherwise', async () => {
    const secret = new TextEncoder().encode('a secret of thirty-two bytes at least');
    const symmetric = await new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(secret);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(good)).toString('base64url')}.`;
    for (const header of [undefined, '', 'Bearer', 'Bearer x.y.z', `Bearer ${symmetric}`, `Bearer ${unsigned}`]) {
      expect(await authorize(header, [])).toEqual({ status: 'unauthorized' });
    }
  });

  it('asks for one of a route’s scopes', async () => {
    const token = `Bearer ${await sign({ ...good, scope: 'read other' })}`;
    expect(await authorize(token, ['write'])).toEqual({ status: 'forbidden' });
    expect(await authorize(token, ['write', 'read'])).toMatchObject({ status: 'allowed', scopes: ['read', 'other'] });
  });
});
