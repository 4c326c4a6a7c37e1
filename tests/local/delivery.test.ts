import { describe, expect, test } from 'vitest';
import { customerDeletion, customerEdit, customerMessage, type Wording } from '#local/delivery/customer-message.ts';
import { type SignedDelivery, signedDelivery, wireBytes } from '#local/delivery/signed-delivery.ts';
import type { Changed, Said } from '#platforms/customer.ts';
import type { Normalised } from '#platforms/event.ts';
import { pageBatch } from '#platforms/messenger/payloads.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { RECEIVED_AT } from '../platforms/support/fixtures.ts';
import { NOW_MS, secretsOf } from '../platforms/support/requests.ts';

const said: Said = {
  account: '700000000000000001',
  customer: { id: '800000000000000002', name: 'customer-1', handle: 'customer_1', followers: 12 },
  id: '1900000000000000101',
  text: `Où est <ma> commande @brand_1 ? https://example.com/a 📦 ${'très '.repeat(40)}`,
  sentAtMs: NOW_MS - 1_000,
  language: 'fr',
};

function read(platform: PlatformName, { body, headers }: SignedDelivery): readonly Normalised[] {
  const delivery = { id: 'd', pathAccount: 'shop', headers };
  const events = platforms[platform].split(JSON.parse(Buffer.from(body).toString()), delivery);
  return events.map((event) => platforms[platform].normalise(event, RECEIVED_AT));
}

const WORDINGS: readonly Wording[] = [
  'x.tweet',
  'x.post',
  'x.dm',
  'x.dm-activity',
  'messenger.dm',
  'standard.private',
  'standard.public',
];

describe.each(WORDINGS)('a message in the wording %s', (wording) => {
  const { platform, payload } = customerMessage(wording, said);
  const body = wireBytes(platform, payload);
  const delivery = signedDelivery({
    platform,
    account: `${platform}:shop`,
    body,
    secrets: secretsOf(platform),
    nowMs: NOW_MS,
  });

  test('is signed as its platform signs', () => {
    const request = {
      method: 'POST',
      headers: delivery.headers,
      query: {},
      body: delivery.body,
      nowMs: NOW_MS,
    } as const;
    expect(platforms[platform].webhook?.verify(request, { secrets: [secretsOf(platform)[0]] })).toEqual({ ok: true });
    expect(delivery.path).toBe(platform === 'standard' ? '/webhooks/standard/shop' : `/webhooks/${platform}`);
  });

  test('says what the customer said', () => {
    expect(read(platform, delivery)).toMatchObject([
      {
        kind: 'message',
        message: {
          id: said.id,
          text: said.text,
          customerId: said.customer.id,
          direction: 'in',
          sentAt: wording === 'x.tweet' ? '2026-11-22T09:59:59.000Z' : new Date(said.sentAtMs).toISOString(),
        },
      },
    ]);
  });

  test('may answer another', () => {
    const answering = customerMessage(wording, { ...said, inReplyTo: '1900000000000000100' }).payload;
    const [meaning] = read(platform, { ...delivery, body: wireBytes(platform, answering) });
    if (wording.startsWith('x.dm')) return expect(meaning).toMatchObject({ kind: 'message' });
    expect(meaning).toMatchObject({ message: { inReplyTo: '1900000000000000100' } });
  });
});

test('edits and deletions are read as amendments of the message', () => {
  const changed: Changed = { account: said.account, customer: said.customer, id: said.id, atMs: NOW_MS };
  const spoken = [
    customerEdit('messenger', { ...changed, text: 'new', number: 1 }),
    customerEdit('standard', { ...changed, text: 'new', number: 1 }),
    customerDeletion('messenger', changed),
    customerDeletion('standard', changed),
    customerDeletion('x', changed),
  ];
  const found = spoken.flatMap(({ platform, payload }) =>
    read(platform, { path: '', headers: {}, body: wireBytes(platform, payload) }),
  );
  const at = new Date(NOW_MS).toISOString();
  expect(found).toMatchObject(
    ['edit', 'edit', 'deletion', 'deletion', 'deletion'].map((kind) => ({
      amendment: { kind, messageId: said.id, at },
    })),
  );
});

test('Meta escapes what is not plain ASCII, and what could end a script', () => {
  const bytes = Buffer.from(wireBytes('messenger', { text: 'a/b <c> @d é 📦' })).toString();
  expect(bytes).toBe('{"text":"a\\/b \\u003cc> \\u0040d \\u00e9 \\ud83d\\udce6"}');
});

test('deliveries to a page can be batched', () => {
  const payload = pageBatch([1, 2, 3].map((n) => customerMessage('messenger.dm', { ...said, id: `m_${n}` }).payload));
  const found = read('messenger', { path: '', headers: {}, body: wireBytes('messenger', payload) });
  expect(found.map((one) => one.kind === 'message' && one.message.id)).toEqual(['m_1', 'm_2', 'm_3']);
});

test('a delivery cannot be signed without a secret', () => {
  for (const platform of ['x', 'messenger', 'standard'] as const) {
    expect(() => signedDelivery({ platform, account: '1', body: new Uint8Array(), secrets: [], nowMs: 0 })).toThrow(
      'secret',
    );
  }
});
