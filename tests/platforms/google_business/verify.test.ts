import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Claims, double, genuineClaims, googleToken } from '#platforms/google_business/double.ts';
import { googleBusiness } from '#platforms/google_business/index.ts';
import type { WebhookSecrets } from '#platforms/webhook.ts';
import { NOW_MS, signedRequest, vouching, withHeader } from '../support/requests.ts';

/** Google's token on a push: who pushes, to whom, until when, and by which key it is signed. */

const AUDIENCE = 'https://earshot.example/webhooks/google_business';
const NOW_SECONDS = NOW_MS / 1000;

const genuine = genuineClaims({ secrets: [AUDIENCE], nowMs: NOW_MS });
const secrets = vouching('google_business', [AUDIENCE]);

async function verdictOn(token: string, given: Partial<WebhookSecrets> = {}) {
  const request = withHeader(signedRequest('google_business', [AUDIENCE]), 'authorization', `Bearer ${token}`);
  return googleBusiness.webhook?.verify(request, { ...secrets, ...given });
}

const refused = (reason: string) => ({ ok: false, reason });

test('a genuine token is accepted, under both names of its issuer', async () => {
  expect(await verdictOn(googleToken(genuine))).toEqual({ ok: true });
  expect(await verdictOn(googleToken({ ...genuine, iss: 'accounts.google.com' }))).toEqual({ ok: true });
});

test('any of the audiences will do, so that an address can be changed', async () => {
  const token = googleToken({ ...genuine, aud: 'https://new.example' });
  expect(await verdictOn(token, { secrets: [AUDIENCE, 'https://new.example'] })).toEqual({ ok: true });
  expect(await verdictOn(token)).toEqual(refused('claim_mismatch'));
});

describe('a token', () => {
  const { exp: _exp, ...endless } = genuine as { exp: number } & Claims;
  const { iat: _iat, ...timeless } = genuine as { iat: number } & Claims;
  const { aud: _aud, ...addressless } = genuine as { aud: string } & Claims;

  test.each<[string, Claims, string]>([
    ['of another issuer', { ...genuine, iss: 'https://accounts.google.com.evil.example' }, 'claim_mismatch'],
    ['to nobody', addressless, 'claim_mismatch'],
    ['of another service account', { ...genuine, email: 'someone@else.iam.gserviceaccount.com' }, 'other_sender'],
    ['of an address that nobody verified', { ...genuine, email_verified: false }, 'other_sender'],
    ['of an address that is verified by a word', { ...genuine, email_verified: 'true' }, 'other_sender'],
    ['of many addresses', { ...genuine, email: [double.webhook?.verifyToken] }, 'other_sender'],
    ['without an end', endless, 'claim_mismatch'],
    ['without a beginning', timeless, 'claim_mismatch'],
  ])('%s is refused', async (_what, claims, reason) => {
    expect(await verdictOn(googleToken(claims))).toEqual(refused(reason));
  });

  test.each<[string, number, number, object]>([
    ['a minute after its end', -3_659, -59, { ok: true }],
    ['later than that', -3_660, -60, refused('expired')],
    ['a minute before its beginning', 60, 3_660, { ok: true }],
    ['earlier than that', 61, 3_661, refused('claim_mismatch')],
    ['of more than an hour, at its end', -3_661, 3_600, refused('expired')],
  ])('%s', async (_what, iat, exp, expected) => {
    const token = googleToken({ ...genuine, iat: NOW_SECONDS + iat, exp: NOW_SECONDS + exp });
    expect(await verdictOn(token)).toEqual(expected);
  });

  test('by a key that is not known asks for the keys of now', async () => {
    expect(await verdictOn(googleToken(genuine, { kid: 'key-2' }))).toEqual(refused('unknown_key'));
    expect(await verdictOn(googleToken(genuine), { keys: { keys: [] } })).toEqual(refused('unknown_key'));
  });

  test('is held against the keys that are given, and nothing else', async () => {
    for (const keys of [undefined, null, 'keys', {}, { keys: 'none' }]) {
      expect(await verdictOn(googleToken(genuine), { keys })).toEqual(refused('no_keys'));
    }
    expect(
      await verdictOn(googleToken(genuine), { keys: { keys: [{ kty: 'RSA', kid: 'key-1', n: 'AA', e: 'AQAB' }] } }),
    ).toMatchObject({ ok: false });
  });

  test('signed with no key, or with the public one as a secret, is refused', async () => {
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encoded({ alg: 'none', kid: 'key-1' })}.${encoded(genuine)}.`;
    expect(await verdictOn(unsigned)).toMatchObject({ ok: false });
    const head = `${encoded({ alg: 'HS256', kid: 'key-1' })}.${encoded(genuine)}`;
    const mac = createHmac('sha256', JSON.stringify(secrets.keys)).update(head).digest('base64url');
    expect(await verdictOn(`${head}.${mac}`)).toMatchObject({ ok: false });
  });
});

test('nobody is believed while it is not said who pushes', async () => {
  expect(await verdictOn(googleToken(genuine), { verifyToken: undefined })).toEqual(refused('no_pusher'));
  expect(await verdictOn(googleToken({ ...genuine, email: '' }), { verifyToken: '' })).toEqual(refused('no_pusher'));
});
