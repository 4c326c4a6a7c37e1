import { describe, expect, it } from 'vitest';
import { TransientError } from '#domain/errors.ts';
import {
  createReceiveWebhook,
  type IncomingWebhook,
  type ReceivePorts,
} from '#functions/receive-webhook/receive-webhook.ts';
import { SILENT } from '#functions/shell/log.ts';
import type { Said } from '#platforms/customer.ts';
import { pageMessage } from '#platforms/messenger/payloads.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { secretsOf, signedRequest, withHeader } from '#tests/platforms/support/requests.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const PLATFORMS: readonly PlatformName[] = ['x', 'messenger', 'standard'];

/** A receiver with what it has put on the queue and into the bucket, in the order it did. */
function startReceiver(given: Partial<ReceivePorts> = {}) {
  const done: string[] = [];
  const queued: string[] = [];
  const blobs = memoryBlobs();
  const receive = createReceiveWebhook({
    noteProof: async () => {},
    enqueue: async (bodies) => {
      await new Promise(setImmediate);
      queued.push(...bodies);
      done.push('queued');
    },
    blobs: {
      ...blobs,
      put: async (key, text) => {
        await new Promise(setImmediate);
        await blobs.put(key, text);
        done.push('claimed');
      },
    },
    secretsOf: async (platform) => ({ secrets: secretsOf(platform as PlatformName), verifyToken: 'agreed' }),
    clock: () => NOW,
    log: SILENT,
    ...given,
  });
  return { receive, queued, blobs, done };
}

const incoming = (platform: PlatformName, body?: Uint8Array): IncomingWebhook => {
  const { nowMs: _, ...request } = signedRequest(platform, undefined, body);
  return { platform, ...request };
};

const get = (platform: string, query: Record<string, string>): IncomingWebhook => ({
  platform,
  method: 'GET',
  headers: {},
  query,
  body: new Uint8Array(),
});

const said: Said = {
  account: '1',
  customer: { id: '2' },
  id: 'm_1',
  text: 'Hello',
  sentAtMs: Date.parse(NOW),
};

const large = Buffer.from(JSON.stringify({ type: 'other', data: 'x'.repeat(900_000) }));

describe.each(PLATFORMS)('a delivery of %s', (platform) => {
  it('that is signed is on the queue before it is answered 200', async () => {
    const { receive, queued, done } = startReceiver();
    const response = await receive(incoming(platform)).then((answer) => {
      done.push('answered');
      return answer;
    });
    expect(response).toMatchObject({ statusCode: 200, body: '{}' });
    expect(done).toEqual(['queued', 'answered']);
    expect(queued.map((body) => JSON.parse(body))).toMatchObject([{ platform, receivedAt: NOW }]);
  });

  it('whose body was changed by one byte is 401, and nothing is queued', async () => {
    const { receive, queued } = startReceiver();
    const request = incoming(platform);
    const body = Buffer.concat([request.body, Buffer.from(' ')]);
    await expect(receive({ ...request, body })).resolves.toMatchObject({ statusCode: 401 });
    expect(queued).toEqual([]);
  });

  it('for which no secret is configured is 401', async () => {
    const { receive } = startReceiver({ secretsOf: async () => undefined });
    await expect(receive(incoming(platform))).resolves.toMatchObject({ statusCode: 401 });
  });

  it('that is signed but no JSON is 400, in words that tell how to mend it', async () => {
    const { receive, queued } = startReceiver();
    const response = await receive(incoming(platform, Buffer.from('a=1')));
    expect(response).toMatchObject({ statusCode: 400, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(response.body)).toMatchObject({ type: 'urn:earshot:problem:not_json', status: 400 });
    expect(queued).toEqual([]);
  });

  it('that nobody understands is 200 all the same: unknown is stored as it came', async () => {
    const { receive, queued } = startReceiver();
    await expect(receive(incoming(platform, Buffer.from('{"new":"thing"}')))).resolves.toMatchObject({
      statusCode: 200,
    });
    expect(queued).toHaveLength(1);
  });

  it('that cannot be put on the queue is 503, and says when to send it again', async () => {
    const { receive } = startReceiver({ enqueue: () => Promise.reject(new TransientError('down')) });
    const response = await receive(incoming(platform));
    expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
    expect(response.body).not.toContain('down');
  });

  it('whose secret cannot be read is 503: it may be genuine', async () => {
    const { receive } = startReceiver({ secretsOf: () => Promise.reject(new Error('down')) });
    await expect(receive(incoming(platform))).resolves.toMatchObject({ statusCode: 503 });
  });

  it('that is large waits in the bucket before its claim is on the queue', async () => {
    const { receive, blobs, queued, done } = startReceiver();
    await expect(receive(incoming(platform, large))).resolves.toMatchObject({ statusCode: 200 });
    expect(done).toEqual(['claimed', 'queued']);
    const [claim] = queued.map((body) => JSON.parse(body) as { key: string });
    expect(blobs.kept.get(claim?.key ?? '')?.length).toBeGreaterThan(900_000);
  });

  it('that is large is 503 when the bucket is down, and no claim is queued', async () => {
    const down = () => Promise.reject(new Error('down'));
    const { receive, queued } = startReceiver({ blobs: { ...memoryBlobs(), put: down } });
    await expect(receive(incoming(platform, large))).resolves.toMatchObject({ statusCode: 503 });
    expect(queued).toEqual([]);
  });
});

describe('a small delivery', () => {
  it('does not ask the bucket, up or down', async () => {
    const put = () => Promise.reject(new Error('down'));
    const { receive } = startReceiver({ blobs: { ...memoryBlobs(), put } });
    const body = Buffer.from(JSON.stringify(pageMessage(said)));
    await expect(receive(incoming('messenger', body))).resolves.toMatchObject({ statusCode: 200 });
  });
});

describe('a path', () => {
  it('of no platform is 404', async () => {
    const { receive } = startReceiver();
    const response = await receive({ ...incoming('x'), platform: 'myspace' });
    expect(response).toMatchObject({ statusCode: 404 });
  });

  it.each(['__proto__', 'constructor', ''])('of the name "%s" is 404', async (platform) => {
    const { receive } = startReceiver();
    await expect(receive({ ...incoming('x'), platform })).resolves.toMatchObject({ statusCode: 404 });
  });
});

describe('a path with an account', () => {
  const bodyOf = (...accounts: string[]) => {
    const pages = accounts.map((account) => pageMessage({ ...said, account }) as { entry: unknown[] });
    return Buffer.from(JSON.stringify({ object: 'page', entry: pages.flatMap(({ entry }) => entry) }));
  };

  it.each([[['2']], [['1', '2']]])('takes nothing of a delivery of %j for account 1', async (accounts) => {
    const { receive, queued, done } = startReceiver();
    const response = await receive(incoming('messenger', bodyOf(...accounts)));
    expect(response.statusCode).toBe(401);
    expect(JSON.parse(response.body)).toMatchObject({ type: 'urn:earshot:problem:account_mismatch' });
    expect([queued, done]).toEqual([[], []]);
  });

  it('takes its own, and what names no account', async () => {
    const { receive, queued } = startReceiver();
    await expect(receive(incoming('messenger', bodyOf('1', '1')))).resolves.toMatchObject({ statusCode: 200 });
    await expect(receive(incoming('messenger'))).resolves.toMatchObject({ statusCode: 200 });
    expect(queued).toHaveLength(2);
  });

  it('takes what the page says in public too, and keeps the test of a dashboard under it', async () => {
    const { receive, queued } = startReceiver();
    const talk = (pageMessage(said) as { entry: unknown[] }).entry;
    const changes = [{ field: 'feed', value: { item: 'comment', verb: 'add', comment_id: '5_6', message: 'Hi' } }];
    const body = { object: 'page', entry: [...talk, { id: '1', changes }, { id: '0', changes }] };
    const response = await receive(incoming('messenger', Buffer.from(JSON.stringify(body))));
    expect(response.statusCode).toBe(200);
    const { platform, events } = JSON.parse(queued[0] ?? '') as { platform: string; events: { account: string }[] };
    expect(platform).toBe('messenger');
    expect(events.map(({ account }) => account)).toEqual(['messenger:1', 'facebook:1', 'facebook:1']);
  });

  it('left out, takes every account', async () => {
    const { receive, queued } = startReceiver();
    const request = { ...incoming('messenger', bodyOf('1', '2')), pathAccount: undefined };
    await expect(receive(request)).resolves.toMatchObject({ statusCode: 200 });
    expect(queued).toHaveLength(1);
  });

  it.each([undefined, ''])(
    'is needed where the payload names none: %j is 404 before any secret is read',
    async (pathAccount) => {
      const { receive, queued } = startReceiver({ secretsOf: () => Promise.reject(new Error('asked')) });
      const response = await receive({ ...incoming('standard'), pathAccount });
      expect(response.statusCode).toBe(404);
      expect(JSON.parse(response.body)).toMatchObject({
        type: 'urn:earshot:problem:account_needed',
        detail: expect.stringContaining('{account}'),
      });
      expect(queued).toEqual([]);
    },
  );
});

describe('a challenge', () => {
  it("of X's is answered with the first secret", async () => {
    const { receive, queued } = startReceiver();
    const response = await receive(get('x', { crc_token: 'token' }));
    expect(response).toMatchObject({ statusCode: 200, headers: { 'x-content-type-options': 'nosniff' } });
    expect(JSON.parse(response.body)).toEqual({ response_token: expect.stringMatching(/^sha256=/) });
    expect(queued).toEqual([]);
  });

  it("of Meta's is answered in plain text that no browser runs", async () => {
    const { receive } = startReceiver();
    const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'agreed', 'hub.challenge': '<b>7</b>' };
    await expect(receive(get('messenger', query))).resolves.toMatchObject({
      statusCode: 200,
      headers: { 'content-type': expect.stringContaining('text/plain'), 'x-content-type-options': 'nosniff' },
    });
  });

  it('where the platform has none is 404', async () => {
    const { receive } = startReceiver();
    await expect(receive({ ...get('standard', {}), pathAccount: 'shop' })).resolves.toMatchObject({ statusCode: 404 });
  });
});

describe('the log', () => {
  it('names platform and status, and never what was said', async () => {
    const lines: unknown[] = [];
    const note = (...line: unknown[]) => void lines.push(line);
    const { receive } = startReceiver({ log: { info: note, warn: note, error: note } });
    await receive(incoming('x'));
    await receive(withBrokenSignature(incoming('x')));
    expect(JSON.stringify(lines)).toContain('"status":200');
    expect(JSON.stringify(lines)).toContain('"status":401');
    expect(JSON.stringify(lines)).not.toContain('Päckchen');
  });

  it("does not repeat a path's words", async () => {
    const lines: unknown[] = [];
    const note = (...line: unknown[]) => void lines.push(line);
    const { receive } = startReceiver({ log: { info: note, warn: note, error: note } });
    await receive({ ...incoming('x'), platform: 'jane@example.com' });
    expect(lines).toEqual([['webhook answered', { platform: 'unknown', status: 404 }]]);
  });
});

function withBrokenSignature(request: IncomingWebhook): IncomingWebhook {
  const { nowMs: _, ...broken } = withHeader({ ...request, nowMs: 0 }, 'x-twitter-webhooks-signature', 'sha256=00');
  return { ...broken, platform: request.platform };
}

describe('a late delivery', () => {
  it.each([
    ['x', true],
    ['messenger', undefined],
  ] as const)('of %s was asked for after an outage: %s', async (platform, backfill) => {
    const { receive, queued } = startReceiver();
    await receive(incoming(platform));
    expect(queued.map((body) => (JSON.parse(body) as { backfill?: boolean }).backfill)).toEqual([backfill]);
  });
});
