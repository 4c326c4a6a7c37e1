import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CareStack, secretsOf } from '#local/care/care-stack.ts';
import { BRAND_ACCOUNTS, VERIFY_TOKEN, webhookSecretFile } from '#local/care/secrets.ts';
import { type SignedDelivery, signedDelivery } from '#local/delivery/signed-delivery.ts';
import { deliveryOf, type Line, parkedInbound, post, queuedEverywhere, say, startFlow } from '#tests/support/flow.ts';
import { spoiltDeliveries } from '#tests/support/flow-forgeries.ts';
import { tableOf } from '#tests/support/flow-table.ts';

let care: CareStack;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());

const PLATFORMS = ['x', 'messenger', 'standard'] as const;
const WORDINGS = { x: 'x.dm', messenger: 'messenger.dm', standard: 'standard.private' } as const;

type Told = (typeof PLATFORMS)[number];

const line = (platform: Told, id: string, text = 'Where is my parcel?'): Line => ({
  wording: WORDINGS[platform],
  customer: '60001',
  id,
  text,
  sentAtMs: care.stack.clock.now(),
});

/** Signs bytes, whatever they are. */
function signedBytes(platform: Told, body: Uint8Array, secret?: string): SignedDelivery {
  const secrets = secret === undefined ? secretsOf(platform).slice(0, 1) : [secret];
  return signedDelivery({
    platform,
    account: BRAND_ACCOUNTS[platform],
    body,
    secrets,
    nowMs: care.stack.clock.now(),
  });
}

const statusOf = async (delivery: SignedDelivery): Promise<number> => (await post(care.stack, delivery)).status;

/** How accounts are, and the tokens by which that is asked, are no care's. */
const OF_ACCOUNTS = ['channel', 'lease', 'token'];
const itemsOfCare = async () =>
  (await tableOf(care.stack)).items.filter(({ kind }) => !OF_ACCOUNTS.includes(String(kind)));

describe.each(PLATFORMS)('a forged delivery of %s', (platform) => {
  it('is refused with 401 and leaves nothing behind but that the account is said to be unwell', async () => {
    const { stack } = care;
    const before = await itemsOfCare();
    const statuses: [string, number][] = [];
    for (const [name, delivery] of spoiltDeliveries(platform, deliveryOf(stack, line(platform, '5150001')))) {
      statuses.push([name, await statusOf(delivery)]);
    }
    expect(statuses.length).toBeGreaterThan(7);
    expect(statuses.filter(([, status]) => status !== 401)).toEqual([]);
    expect(queuedEverywhere(stack)).toBe(0);
    await stack.idle();
    expect(await itemsOfCare()).toEqual(before);
  });

  it('is told from a genuine one that is not JSON', async () => {
    const genuine = signedBytes(platform, Buffer.from('{"not": json'));
    expect(await statusOf(genuine)).toBe(400);
    // Sent as bytes: text that is no UTF-8 does not come through the gateway as it was signed.
    const bytes = signedBytes(platform, Buffer.from([0xff, 0xfe, 0x7b, 0x7d]));
    const headers = { ...bytes.headers, 'content-type': 'application/octet-stream' };
    expect(await statusOf({ ...bytes, headers })).toBe(400);
    expect(await statusOf({ ...genuine, body: Buffer.from('{"not":  json') })).toBe(401);
    expect(queuedEverywhere(care.stack)).toBe(0);
  });

  it.each([100, 10_000, 100_000])('is refused with 400 when genuine and nested %d deep', async (depth) => {
    expect(await statusOf(signedBytes(platform, Buffer.from('['.repeat(depth) + ']'.repeat(depth))))).toBe(400);
    const objects = `${'{"__proto__":'.repeat(depth)}1${'}'.repeat(depth)}`;
    expect(await statusOf(signedBytes(platform, Buffer.from(objects)))).toBe(400);
    expect(queuedEverywhere(care.stack)).toBe(0);
  });
});

describe('paths and handshakes', () => {
  const get = (path: string) => fetch(`${care.stack.outputs['WebhookUrl']}${path}`);

  it('knows no other platform', async () => {
    const { headers, body } = deliveryOf(care.stack, line('x', '1'));
    const answer = await post(care.stack, { path: '/webhooks/carrier-pigeon', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([404, { title: 'Unknown platform' }]);
    expect((await get('/webhooks/standard/shop')).status).toBe(404);
  });

  it("answers X's challenge with the token's own signature", async () => {
    const answer = await get('/webhooks/x?crc_token=a%2Bb%20c');
    const expected = createHmac('sha256', secretsOf('x')[0] ?? '')
      .update('a+b c')
      .digest('base64');
    expect([answer.status, await answer.json()]).toEqual([200, { response_token: `sha256=${expected}` }]);
    expect((await get('/webhooks/x')).status).toBe(400);
  });

  it("echoes Meta's challenge as plain text, and only to who knows the token", async () => {
    const query = (token: string): string => {
      const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '<b>1158201444</b>' };
      return `/webhooks/messenger?${new URLSearchParams(asked).toString()}`;
    };
    const answer = await get(query(VERIFY_TOKEN));
    expect([answer.status, await answer.text()]).toEqual([200, '<b>1158201444</b>']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get(query('a guess'))).status).toBe(403);
  });
});

describe('a rotated secret', () => {
  it('is valid beside the one before, and alone once that is gone', async () => {
    const { stack } = care;
    const bytes = (platform: Told, id: string) => deliveryOf(stack, line(platform, id)).body;
    for (const platform of PLATFORMS) {
      const [first, second] = secretsOf(platform);
      expect(await statusOf(signedBytes(platform, bytes(platform, '5160001'), first))).toBe(200);
      expect(await statusOf(signedBytes(platform, bytes(platform, '5160002'), second))).toBe(200);
    }
    const rotated = PLATFORMS.map((platform) => [platform, { secrets: [secretsOf(platform)[0]] }]);
    stack.putSecret(stack.outputs['WebhookSecretArn'] ?? '', Object.fromEntries(rotated));
    await stack.clock.advance(61_000);
    for (const platform of PLATFORMS) {
      const [first, second] = secretsOf(platform);
      expect(await statusOf(signedBytes(platform, bytes(platform, '5160003'), first))).toBe(200);
      expect(await statusOf(signedBytes(platform, bytes(platform, '5160004'), second))).toBe(401);
    }
    stack.putSecret(stack.outputs['WebhookSecretArn'] ?? '', webhookSecretFile());
    await stack.clock.advance(61_000);
    await stack.idle();
    const stored = (await tableOf(stack)).messages('60001').map(({ id }) => id);
    expect(stored.filter((id) => id.startsWith('516')).toSorted()).toEqual(
      ['5160001', '5160002', '5160003'].flatMap((id) => [id, id, id]),
    );
    expect(parkedInbound(stack)).toEqual([]);
  });
});

describe('an old delivery', () => {
  it('is refused by its signed time, or is a duplicate', async () => {
    const { stack } = care;
    const old = PLATFORMS.map((platform) => deliveryOf(stack, line(platform, '5170001')));
    expect(await Promise.all(old.map(statusOf))).toEqual([200, 200, 200]);
    await stack.clock.advance(6 * 60_000);
    expect(await Promise.all(old.map(statusOf))).toEqual([200, 200, 401]);
    await stack.idle();
    const stored = (await tableOf(stack)).messages('60001').filter(({ id }) => id === '5170001');
    expect(stored).toHaveLength(3);
    expect(await say(stack, line('standard', '5170001'))).toBe(200);
    await stack.idle();
    expect((await tableOf(stack)).messages('60001').filter(({ id }) => id === '5170001')).toHaveLength(3);
  });
});
