import { describe, expect, test } from 'vitest';
import { messenger } from '#platforms/messenger/index.ts';
import { platforms } from '#platforms/registry.ts';
import type { WebhookRequest } from '#platforms/webhook.ts';
import { x } from '#platforms/x/index.ts';
import { secretsOf, signedRequest, withHeader } from './support/requests.ts';

function get(query: Record<string, string>): WebhookRequest {
  return { method: 'GET', headers: {}, query, body: new Uint8Array(), nowMs: 0 };
}

describe("X's challenge", () => {
  test('is answered with the HMAC of its token, keyed with the consumer secret', () => {
    const answer = x.webhook?.handshake?.(get({ crc_token: 'token' }), { secrets: ['secret', 'next'] });
    expect(answer).toEqual({
      status: 200,
      contentType: 'application/json',
      body: '{"response_token":"sha256=6UERDj0r/oJiHw4+FDRzDXMF0QbF9oyHFl0LJ6RhGko="}',
    });
  });

  test('without a token is a bad request, and without a secret is refused', () => {
    expect(x.webhook?.handshake?.(get({}), { secrets: ['secret'] })).toMatchObject({ status: 400 });
    expect(x.webhook?.handshake?.(get({ crc_token: 'token' }), { secrets: [''] })).toMatchObject({ status: 403 });
  });
});

describe("Meta's verification request", () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'agreed', 'hub.challenge': '0011584420' };
  const secrets = { secrets: ['app'], verifyToken: 'agreed' };

  test('is answered with the challenge as it came', () => {
    const answer = { status: 200, contentType: 'text/plain', body: '0011584420' };
    expect(messenger.webhook?.handshake?.(get(query), secrets)).toEqual(answer);
  });

  test('is read with underscores too', () => {
    const spelled = { hub_mode: 'subscribe', hub_verify_token: 'agreed', hub_challenge: 'c' };
    expect(messenger.webhook?.handshake?.(get(spelled), secrets)).toMatchObject({ status: 200, body: 'c' });
  });

  test.each([
    ['another token', { ...query, 'hub.verify_token': 'agreed ' }],
    ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['nothing', {}],
  ])('with %s is refused, and the challenge is not echoed', (_what, wrong) => {
    expect(messenger.webhook?.handshake?.(get(wrong), secrets)).toMatchObject({ status: 403, body: 'forbidden' });
  });

  test('is refused when no token was agreed on', () => {
    expect(
      messenger.webhook?.handshake?.(get({ ...query, 'hub.verify_token': '' }), { secrets: ['app'] }),
    ).toMatchObject({
      status: 403,
    });
    const empty = { secrets: ['app'], verifyToken: '' };
    expect(messenger.webhook?.handshake?.(get({ ...query, 'hub.verify_token': '' }), empty)).toMatchObject({
      status: 403,
    });
  });

  test('without a challenge is a bad request', () => {
    const { 'hub.challenge': _challenge, ...rest } = query;
    expect(messenger.webhook?.handshake?.(get(rest), secrets)).toMatchObject({ status: 400 });
  });
});

test('the generic inlet has no handshake', () => {
  expect(platforms.standard.webhook?.handshake).toBeUndefined();
});

test("Meta's older sha1 header is never enough", () => {
  const request = withHeader(signedRequest('messenger'), 'x-hub-signature-256', undefined);
  const downgraded = withHeader(request, 'x-hub-signature', 'sha1=0000000000000000000000000000000000000000');
  const verdict = messenger.webhook?.verify(downgraded, { secrets: [secretsOf('messenger')[0]] });
  expect(verdict).toEqual({ ok: false, reason: 'missing_signature' });
});
