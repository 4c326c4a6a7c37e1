import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { double } from '#platforms/trustpilot/double.ts';
import { trustpilot } from '#platforms/trustpilot/index.ts';
import { fixture, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';
import { NOW_MS, signedRequest, withHeader } from '../support/requests.ts';

const REVIEW = '6a0000000000000000000001';
const CONSUMER = '6b0000000000000000000001';

const read = (name: string) => meaningsOf(`trustpilot/${name}`);

describe('a review', () => {
  test('is a public message with its stars, the title above the text', () => {
    expect(read('created')).toEqual([
      {
        kind: 'message',
        message: {
          account: 'trustpilot:shop',
          platform: 'trustpilot',
          channel: 'trustpilot.review',
          visibility: 'public',
          id: REVIEW,
          threadKeys: [REVIEW],
          customerId: CONSUMER,
          direction: 'in',
          author: { id: CONSUMER, name: 'Alex C.' },
          text: 'Jamais arrivé\nOù est ma commande ? 📦',
          attachments: [],
          rating: 1,
          language: 'fr',
          sentAt: '2026-11-22T09:00:00.000Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('that is updated is edited, its stars too, and the same update is one however often it comes', () => {
    const [first, second] = [read('updated')[0], read('updated')[0]];
    expect(first).toMatchObject({
      amendment: { kind: 'edit', messageId: REVIEW, customerId: CONSUMER, text: 'It came after all', rating: 4 },
    });
    expect(second).toEqual(first);
    const other = read('batch')[1];
    expect(other).toMatchObject({ amendment: { kind: 'edit', rating: 2 } });
    expect(
      other?.kind === 'amendment' && first?.kind === 'amendment' && other.amendment.id === first.amendment.id,
    ).toBe(false);
  });

  test('that is taken back is a deletion', () => {
    expect(read('deleted')[0]).toMatchObject({
      amendment: { kind: 'deletion', messageId: REVIEW, threadKeys: [REVIEW], id: 'deletion', at: RECEIVED_AT },
    });
  });

  test('without words or writer is still one', () => {
    const id = '6a0000000000000000000002';
    expect(read('without-words')[0]).toMatchObject({
      message: { id, customerId: id, author: { id }, text: undefined, rating: 5 },
    });
  });

  test('is not spoilt by fields of another kind', () => {
    expect(read('odd-fields')[0]).toMatchObject({
      message: {
        customerId: '6a0000000000000000000009',
        text: 'Où est ma commande ? 📦',
        rating: undefined,
        sentAt: RECEIVED_AT,
      },
    });
  });

  test('of a product is told apart, because it is answered otherwise', () => {
    expect(read('product')[0]).toMatchObject({
      message: {
        channel: 'trustpilot.product_review',
        text: 'Smaller than it looks',
        author: { name: 'Kim' },
        rating: 3,
      },
    });
    expect(trustpilot.replies['trustpilot.product_review']).toBeUndefined();
  });
});

describe('a delivery', () => {
  test('holds events of any kind', () => {
    expect(outline(read('batch'))).toEqual([
      `message ${REVIEW} in ${CONSUMER}`,
      `edit of ${REVIEW}`,
      `deletion of ${REVIEW}`,
      'unknown invitation-sent',
    ]);
    const ids = pieces('trustpilot', fixture('trustpilot/batch')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe(`service-review-created:${REVIEW}`);
  });

  test('without any is a test', () => {
    expect(outline(read('test-button'))).toEqual(['ignored verification']);
  });

  test('always has a meaning', () => {
    for (const file of readdirSync(new URL('../../fixtures/trustpilot', import.meta.url))) {
      for (const event of pieces('trustpilot', fixture(`trustpilot/${file.replace('.json', '')}`))) {
        expect(() => trustpilot.normalise(event, RECEIVED_AT)).not.toThrow();
      }
    }
  });
});

describe('the secret', () => {
  const { query: _, ...bare } = signedRequest('trustpilot');
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  const verdictOn = (header: string | undefined, query: Record<string, string> = {}) =>
    trustpilot.webhook?.verify(withHeader({ ...bare, query }, 'authorization', header), {
      secrets: ['open sesame', 'me:too'],
    });

  test.each([
    ['the password of basic authentication', basic('anybody:open sesame'), { ok: true }],
    ['user and password together', basic('me:too'), { ok: true }],
    ['another password', basic('anybody:open'), { ok: false, reason: 'signature_mismatch' }],
    ['a user without one', basic('open sesame:'), { ok: false, reason: 'missing_signature' }],
    ['no base64', 'Basic ???', { ok: false, reason: 'missing_signature' }],
    ['another scheme', 'Bearer open sesame', { ok: false, reason: 'missing_signature' }],
    ['nothing', undefined, { ok: false, reason: 'missing_signature' }],
  ])('may be %s', (_what, header, expected) => {
    expect(verdictOn(header)).toEqual(expected);
  });

  test('in the address decides where it stands there', () => {
    expect(verdictOn(undefined, { token: 'open sesame' })).toEqual({ ok: true });
    expect(verdictOn(basic('a:open sesame'), { token: 'wrong' })).toMatchObject({ ok: false });
    expect(verdictOn(basic('a:open sesame'), { token: '' })).toMatchObject({ ok: false });
  });
});

const target = (changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: 'trustpilot:5e',
  channel: 'trustpilot.review',
  visibility: 'public',
  customerId: CONSUMER,
  text: 'We are on it',
  inReplyTo: REVIEW,
  ...changes,
});

const CREDENTIALS = { accessToken: 'token-1', more: { businessUserId: 'user-1' } };
const render = (changes: Partial<ReplyTarget> = {}) => trustpilot.renderReply(target(changes), CREDENTIALS, NOW_MS);

describe('an answer', () => {
  test('goes to the review, in the name of a user of the business', () => {
    const { body, ...call } = render();
    expect(call).toEqual({
      method: 'POST',
      url: `https://api.trustpilot.com/v1/private/reviews/${REVIEW}/reply`,
      headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
    });
    expect(JSON.parse(body ?? '')).toEqual({ message: 'We are on it', authorBusinessUserId: 'user-1' });
  });

  test('is not sent in the name of nobody, nor to something that is no review', () => {
    expect(() => trustpilot.renderReply(target(), { accessToken: 'token-1' }, NOW_MS)).toThrow('credentials_missing');
    for (const inReplyTo of ['reply:reply-1', '../reviews', ''])
      expect(() => render({ inReplyTo })).toThrow('review_unknown');
  });

  test('has up to 4,096 characters', () => {
    expect(() => render({ text: 'a'.repeat(4_096) })).not.toThrow();
    expect(() => render({ text: 'a'.repeat(4_097) })).toThrow('reply_too_long');
  });

  test.each<[number, object]>([
    [201, { kind: 'sent', messageId: 'reply:reply-1' }],
    [204, { kind: 'sent' }],
    [400, { kind: 'failed', reason: 'invalid_request' }],
    [401, { kind: 'stale_token' }],
    [403, { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    [404, { kind: 'failed', reason: 'not_found' }],
    [409, { kind: 'failed', reason: 'already_answered' }],
    [429, { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 60 }],
    [500, { kind: 'doubtful', reason: 'server_error' }],
    [503, { kind: 'retry', reason: 'unavailable' }],
  ])('by status %i', (status, expected) => {
    expect(trustpilot.readSendResponse({ status, headers: {}, body: '' }, target())).toMatchObject(expected);
  });
});

test('a token is got for the key and the secret of the application', () => {
  const nothing = () => undefined;
  const api = double.api({ tokens: ['seed secret'], lastHeard: nothing, nextPage: nothing, thing: nothing });
  const call = trustpilot.token?.request(double.credentials('seed'), NOW_MS);
  if (!call || !('url' in call)) throw new Error('a token is asked for');
  const { pathname: path, searchParams: query } = new URL(call.url);
  const { answer } = api({ ...call, path, query, body: call.body ?? '', nowMs: NOW_MS, messageId: '1' });
  const response: ApiResponse = { status: answer.status, headers: {}, body: JSON.stringify(answer.body) };
  expect(trustpilot.token?.read(response, NOW_MS)).toMatchObject({ kind: 'fresh' });
  expect(() => trustpilot.token?.request({ accessToken: '' }, NOW_MS)).toThrow('credentials_missing');
});
