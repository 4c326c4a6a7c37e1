import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signedDelivery } from '#local/delivery/signed-delivery.ts';
import { joined } from '#local/platform-double/joined.ts';
import { type PlatformDouble, startPlatformDouble } from '#local/platform-double/platform-double.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { platforms } from '#platforms/registry.ts';
import { secretsOf } from '../platforms/support/requests.ts';

const SECRET = secretsOf('standard')[0];
const TOKENS = { x: ['x-token'], messenger: ['page-token'], standard: [SECRET], mastodon: ['mastodon-token'] };
const HOUR_MS = 3_600_000;

const base = { replyKey: 'reply-1', customerId: '22', text: 'We are on it', inReplyTo: '33' };
const TARGETS: Readonly<Record<'mention' | 'dm' | 'messenger' | 'standard', ReplyTarget>> = {
  mention: { ...base, account: 'x:11', channel: 'x.mention', visibility: 'public' },
  dm: { ...base, account: 'x:11', channel: 'x.dm', visibility: 'private' },
  messenger: { ...base, account: 'messenger:11', channel: 'messenger.dm', visibility: 'private' },
  standard: { ...base, account: 'standard:shop', channel: 'standard.public', visibility: 'public' },
};

let double: PlatformDouble;
beforeEach(async () => {
  double = await startPlatformDouble({ tokens: TOKENS });
});
afterEach(() => double.stop());

function platformOf({ account }: ReplyTarget): keyof typeof TOKENS {
  return account.split(':')[0] as keyof typeof TOKENS;
}

/** Sends as the one adapter with `fetch` does. */
async function send(target: ReplyTarget, accessToken = TOKENS[platformOf(target)][0] ?? ''): Promise<SendOutcome> {
  const platform = platforms[platformOf(target)];
  const credentials = { accessToken, baseUrl: double.baseUrls[platformOf(target)] };
  const { url, body = null, ...request } = platform.renderReply(target, credentials, Date.now());
  const response = await fetch(url, { ...request, body });
  const headers = Object.fromEntries(response.headers);
  return platform.readSendResponse({ status: response.status, headers, body: await response.text() }, target);
}

describe('the platform double', () => {
  test('takes a reply on every channel and remembers what customers would see', async () => {
    for (const target of Object.values(TARGETS)) expect(await send(target)).toMatchObject({ kind: 'sent' });
    const common = { text: 'We are on it' };
    expect(double.sent()).toMatchObject([
      { ...common, platform: 'x', visibility: 'public', inReplyTo: '33' },
      { ...common, platform: 'x', visibility: 'private', customerId: '22' },
      { ...common, platform: 'messenger', visibility: 'private', customerId: '22', replyKey: 'reply-1' },
      { ...common, platform: 'standard', visibility: 'public', customerId: '22', replyKey: 'reply-1' },
    ]);
    expect(new Set(double.sent().map(({ messageId }) => messageId)).size).toBe(4);
    expect(double.refused()).toEqual([]);
  });

  test.each(Object.keys(TARGETS) as (keyof typeof TARGETS)[])('refuses a wrong credential: %s', async (name) => {
    const wrong = name === 'standard' ? secretsOf('standard')[1] : 'stolen';
    expect(await send(TARGETS[name], wrong)).toMatchObject({ kind: 'stale_token' });
    expect(double.sent()).toEqual([]);
    expect(double.refused()).toHaveLength(1);
  });

  test('refuses what no platform would take', async () => {
    const post = async (url: string, body: unknown, token = 'x-token') => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    };
    const { x, messenger } = double.baseUrls;
    expect(await post(`${x}/2/tweets`, { text: '' })).toBe(400);
    expect(await post(`${x}/2/tweets`, { text: 'a', in_reply_to: '1' })).toBe(400);
    expect(await post(`${x}/2/tweets`, { text: '語'.repeat(141) })).toBe(403);
    expect(await post(`${x}/1.1/statuses/update.json`, { text: 'a' })).toBe(404);
    expect(await post(`${x}/2/dm_conversations/with/abc/messages`, { text: 'a' })).toBe(400);
    const message = { text: 'a'.repeat(2_001) };
    const long = { recipient: { id: '1' }, messaging_type: 'RESPONSE', message };
    expect(await post(`${messenger}/v26.0/11/messages`, long, 'page-token')).toBe(400);
    expect(await post(`${messenger}/11/messages`, { ...long, message: { text: 'a' } }, 'page-token')).toBe(400);
    const notJson = { method: 'POST', headers: { authorization: 'Bearer x-token' }, body: '{' };
    expect((await fetch(`${x}/2/tweets`, notJson)).status).toBe(400);
    expect((await fetch(`${x}/2/tweets`, { headers: { authorization: 'Bearer x-token' } })).status).toBe(405);
    expect((await fetch(new URL('/fax', x))).status).toBe(404);
    expect(double.sent()).toEqual([]);
  });

  test('knows a repeated Standard Webhook by its id', async () => {
    const first = await send(TARGETS.standard);
    expect(await send(TARGETS.standard)).toEqual(first);
    expect(double.sent()).toHaveLength(1);
  });

  test('refuses a Standard Webhook of another shape, however well it is signed', async () => {
    const body = Buffer.from('{"type":"reply.created","data":{}}');
    const { headers } = signedDelivery({
      platform: 'standard',
      account: '1',
      body,
      secrets: [SECRET],
      nowMs: Date.now(),
    });
    expect((await fetch(double.baseUrls.standard, { method: 'POST', headers, body })).status).toBe(400);
  });

  test('keeps the messaging window of a customer it was told about', async () => {
    double.heard('22', Date.now() - 23 * HOUR_MS);
    expect(await send(TARGETS.messenger)).toMatchObject({ kind: 'sent' });
    double.heard('22', Date.now() - 25 * HOUR_MS);
    expect(await send(TARGETS.messenger)).toMatchObject({ kind: 'failed', reason: 'outside_window' });
  });
});

describe('planned troubles', () => {
  test('happen once each, in order, and take no reply', async () => {
    double.failNext('x', [
      { kind: 'answer', status: 429, headers: { 'retry-after': '3' } },
      { kind: 'answer', status: 503 },
    ]);
    expect(await send(TARGETS.mention)).toEqual({ kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 3 });
    expect(await send(TARGETS.messenger)).toMatchObject({ kind: 'sent' });
    expect(await send(TARGETS.mention)).toMatchObject({ kind: 'retry', reason: 'unavailable' });
    expect(await send(TARGETS.mention)).toMatchObject({ kind: 'sent' });
    expect(double.sent()).toHaveLength(2);
  });

  test('may lose the answer to a reply that was taken', async () => {
    double.failNext('messenger', [{ kind: 'drop' }]);
    await expect(send(TARGETS.messenger)).rejects.toThrow('fetch failed');
    expect(double.sent()).toMatchObject([{ replyKey: 'reply-1' }]);
  });

  test('may answer a reply that was taken with an error', async () => {
    double.failNext('x', [{ kind: 'answer', status: 500, accept: true }]);
    expect(await send(TARGETS.dm)).toMatchObject({ kind: 'doubtful' });
    expect(double.sent()).toHaveLength(1);
  });

  test('may be slowness', async () => {
    double.failNext('x', [{ kind: 'delay', delayMs: 60 }]);
    const startedAt = performance.now();
    expect(await send(TARGETS.mention)).toMatchObject({ kind: 'sent' });
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });
});

describe('a platform that is polled', () => {
  const asked = async (): Promise<unknown> => {
    const url = `${double.baseUrls.mastodon}/api/v1/notifications?limit=80`;
    return (await fetch(url, { headers: { authorization: 'Bearer mastodon-token' } })).json();
  };

  test('lists the same to every poll, the latest first, behind the pages that were fed', async () => {
    double.list('mastodon', [{ id: '1' }]);
    double.list('mastodon', [{ id: '2' }]);
    double.feed('mastodon', [[{ id: 'fed' }]]);
    expect([await asked(), await asked(), await asked()]).toEqual([
      [{ id: 'fed' }],
      [{ id: '2' }, { id: '1' }],
      [{ id: '2' }, { id: '1' }],
    ]);
  });

  test.each<[string, unknown, unknown, unknown]>([
    ['lists', [1], [2], [1, 2]],
    [
      'lists within',
      { data: { children: [1], after: null } },
      { data: { children: [2] } },
      { data: { children: [1, 2], after: null } },
    ],
    [
      'a field of each',
      { items: [1], kind: 'a' },
      { items: [2], kind: 'b', more: true },
      { items: [1, 2], kind: 'a', more: true },
    ],
    ['the first page alone', [1], undefined, [1]],
  ])('joins %s', (_name, first, second, whole) => {
    expect(joined(first, second)).toEqual(whole);
  });
});
