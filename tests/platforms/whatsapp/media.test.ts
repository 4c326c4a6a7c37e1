import { expect, test } from 'vitest';
import { double } from '#platforms/whatsapp/double.ts';
import { whatsAppMedia } from '#platforms/whatsapp/media.ts';

const credentials = { accessToken: 'token-1' };
const call = whatsAppMedia.request({ type: 'image', id: '7010' }, credentials);
const read = (status: number, body: unknown) =>
  whatsAppMedia.read?.({ status, headers: {}, body: JSON.stringify(body) }, credentials);

test('a file is asked for by its id, and read with the token at the address that is told', () => {
  expect(call).toEqual({
    method: 'GET',
    url: 'https://graph.facebook.com/v26.0/7010',
    headers: { authorization: 'Bearer token-1' },
  });
  const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=7010';
  expect(read(200, { url, mime_type: 'image/jpeg', id: '7010' })).toEqual({
    kind: 'at',
    url,
    headers: { authorization: 'Bearer token-1' },
  });
});

test('the token goes to hosts of Meta alone', () => {
  expect(whatsAppMedia.hosts).toContain(new URL(call.url).hostname);
  for (const host of whatsAppMedia.hosts) expect(host).toMatch(/\.(facebook|fbsbx)\.com$/);
});

test.each<[number, unknown, object]>([
  [400, { error: { code: 100, error_subcode: 33 } }, { kind: 'failed', reason: 'not_found' }],
  [401, { error: { code: 190 } }, { kind: 'stale_token' }],
  [403, { error: { code: 10 } }, { kind: 'failed', reason: 'permission_missing' }],
  [400, { error: { code: 130429 } }, { kind: 'retry', reason: 'rate_limited' }],
  [500, { error: { code: 131000 } }, { kind: 'retry', reason: 'temporary' }],
  [502, '<html>', { kind: 'retry', reason: 'temporary' }],
  [200, {}, { kind: 'failed', reason: 'unreadable' }],
  [200, '<html>', { kind: 'failed', reason: 'unreadable' }],
])('%i %j', (status, body, expected) => {
  expect(read(status, body)).toEqual(expected);
});

test('the double gives out what it holds', () => {
  const room = { tokens: ['token-1'], lastHeard: () => undefined, nextPage: () => undefined };
  const api = double.api({
    ...room,
    thing: (id) => (id === '7010' ? { url: 'https://media.example/' } : undefined),
  });
  const ask = (path: string) =>
    api({
      method: 'GET',
      path,
      query: new URLSearchParams(),
      headers: call.headers,
      body: '',
      nowMs: 0,
      messageId: '9',
    });
  expect(ask('/v26.0/7010').answer).toEqual({ status: 200, body: { url: 'https://media.example/' } });
});
