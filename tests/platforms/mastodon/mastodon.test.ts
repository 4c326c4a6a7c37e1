import { describe, expect, it } from 'vitest';
import { mastodon } from '#platforms/mastodon/index.ts';
import { statusLength } from '#platforms/mastodon/limits.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import type { PollTurn } from '#platforms/poll.ts';
import { brokenLimit } from '#platforms/reply-rules.ts';
import { fixture, meanings, meaningsOf, outline } from '../support/fixtures.ts';
import { NOW_MS } from '../support/requests.ts';

const credentials = { accessToken: 'token', baseUrl: 'https://social.example/' };
const messages = () =>
  meaningsOf('mastodon/notifications').flatMap((one) => (one.kind === 'message' ? [one.message] : []));

describe('a page of Mastodon', () => {
  it('is words, and what is none says why', () => {
    expect(outline(meaningsOf('mastodon/notifications'))).toEqual([
      'message 111111111111111111 in 77',
      'message 111111111111111112 in 77',
      'edit of 111111111111111111',
      'ignored like',
      'ignored own_post',
      'unknown annual_report',
    ]);
  });

  it('has its HTML read as it was written, and long addresses whole', () => {
    expect(messages()[0]).toMatchObject({
      channel: 'mastodon.mention',
      visibility: 'public',
      text: '@shop the lid & the pot\nare <cracked>\n\nSee https://pictures.example/a/very/long/address',
      author: { id: '77', name: 'Asha', handle: 'asha@elsewhere.example', followers: 12 },
      threadKeys: ['111111111111111111', '111111111111111100'],
      inReplyTo: '111111111111111100',
      answerWith: { visibility: 'unlisted', acct: 'asha@elsewhere.example' },
      attachments: [{ type: 'image', id: '5', url: 'https://files.example/5.png' }],
      engagement: 6,
      sentAt: '2026-11-22T09:58:00.000Z',
    });
  });

  it('keeps private what is direct, for followers, or does not say; under its content warning', () => {
    expect(messages()[1]).toMatchObject({
      channel: 'mastodon.direct',
      visibility: 'private',
      text: 'Order\n\nJust for you',
    });
    const status = { id: '1', created_at: '2026-11-22T09:00:00Z', content: '<p>a</p>', account: { id: '9' } };
    const seen = ['public', 'unlisted', 'private', 'direct', 'limited', undefined].map((visibility) => {
      const [one] = meanings('mastodon', [{ id: '1', type: 'mention', status: { ...status, visibility } }]);
      return one?.kind === 'message' ? one.message.visibility : undefined;
    });
    expect(seen).toEqual(['public', 'public', 'private', 'private', 'private', 'private']);
  });

  it('takes an edit for one of the message, each once', () => {
    const [, , edit] = meaningsOf('mastodon/notifications');
    expect(edit).toMatchObject({
      amendment: { kind: 'edit', text: 'The lid is fine after all', at: '2026-11-22T09:59:30.000Z' },
    });
  });

  it('may be an event of the stream, a lone status, or empty', () => {
    const [first] = fixture('mastodon/notifications') as unknown[];
    expect(outline(meanings('mastodon', { event: 'notification', payload: JSON.stringify(first) }))).toEqual([
      'message 111111111111111111 in 77',
    ]);
    expect(outline(meanings('mastodon', (first as { status: unknown }).status))).toEqual([
      'message 111111111111111111 in 77',
    ]);
    expect(outline(meanings('mastodon', { event: 'delete', payload: '12345' }))).toEqual(['unknown status']);
    expect(outline(meanings('mastodon', []))).toEqual(['unknown status']);
  });
});

describe('polling Mastodon', () => {
  const turn = (cursor?: Record<string, string>): PollTurn => ({
    account: 'mastodon:shop',
    credentials,
    cursor,
    nowMs: NOW_MS,
  });
  const answer = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) });

  it('asks for the latest, then for what came right after', () => {
    const first = new URL(mastodon.poll?.request(turn()).url ?? '');
    expect(first.href).toContain('https://social.example/api/v1/notifications?limit=80');
    expect(first.searchParams.getAll('types[]')).toEqual(['mention', 'update', 'quote']);
    expect(mastodon.poll?.request(turn({ minId: '9' })).url).toContain('&min_id=9');
  });

  it('remembers the highest id as a number, and asks on while pages are full', () => {
    const list = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) => ({ id: String(from + index) }));
    expect(mastodon.poll?.read(answer(list(80, 950)), turn())).toMatchObject({
      more: false,
      cursor: { minId: '1029' },
    });
    expect(mastodon.poll?.read(answer(list(80, 950)), turn({ minId: '900' }))).toMatchObject({
      more: true,
      cursor: { minId: '1029' },
    });
    expect(mastodon.poll?.read(answer(list(79, 950)), turn({ minId: '900' }))).toMatchObject({ more: false });
    expect(mastodon.poll?.read(answer([]), turn({ minId: '900' }))).toEqual({
      kind: 'page',
      more: false,
      cursor: { minId: '900' },
    });
  });

  it.each([
    [401, { kind: 'stale_token', platformCode: '401' }],
    [403, { kind: 'failed', reason: 'forbidden' }],
    [429, { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 120 }],
    [503, { kind: 'retry', reason: 'unavailable' }],
    [500, { kind: 'retry', reason: 'server_error' }],
  ])('reads a refusal by its status: %s', (status, expected) => {
    const headers = { date: 'Sun, 22 Nov 2026 10:00:00 GMT', 'x-ratelimit-reset': '2026-11-22T10:02:00.000000Z' };
    expect(mastodon.poll?.read({ status, headers, body: '{"error":"for people"}' }, turn())).toMatchObject(expected);
  });
});

describe('a reply on Mastodon', () => {
  const target: ReplyTarget = {
    replyKey: 'reply-1',
    account: 'mastodon:shop',
    channel: 'mastodon.mention',
    visibility: 'public',
    customerId: '77',
    text: 'A new lid is on its way.',
    inReplyTo: '111111111111111111',
    answerWith: { visibility: 'unlisted', acct: 'asha@elsewhere.example' },
  };
  const bodyOf = (given: Partial<ReplyTarget> = {}) =>
    JSON.parse(mastodon.renderReply({ ...target, ...given }, credentials, NOW_MS).body ?? '') as Record<string, string>;
  const direct = {
    channel: 'mastodon.direct',
    visibility: 'private',
    answerWith: { visibility: 'private', acct: 'asha' },
  } as const;

  it('names the customer, once, and carries its own key', () => {
    expect(bodyOf()).toEqual({
      status: '@asha@elsewhere.example A new lid is on its way.',
      in_reply_to_id: '111111111111111111',
      visibility: 'unlisted',
    });
    expect(bodyOf({ text: 'Hello @Asha@elsewhere.example, a new lid!' })['status']).toBe(
      'Hello @Asha@elsewhere.example, a new lid!',
    );
    expect(mastodon.renderReply(target, credentials, NOW_MS).headers['idempotency-key']).toBe('reply-1');
    expect(() => bodyOf({ answerWith: {} })).toThrow('reply_target_missing');
  });

  it.each([
    ['public', { answerWith: { visibility: 'public', acct: 'asha' } }],
    ['unlisted', {}],
    ['direct', direct],
    ['direct', { ...direct, channel: 'mastodon.mention' }],
  ])('is seen as what it answers, and a private one by nobody else: %s', (visibility, given) => {
    expect(bodyOf(given)['visibility']).toBe(visibility);
  });

  it('is not said in public where the customer wrote in private', () => {
    expect(() => bodyOf({ ...direct, visibility: 'public' })).toThrow('visibility_contradiction');
  });

  it('counts an address as 23 and a handle without its instance', () => {
    expect(statusLength(`https://shop.example/${'a'.repeat(100)} 📦`)).toBe(25);
    expect(statusLength('@asha@elsewhere.example')).toBe(5);
    const [rule] = mastodon.replies['mastodon.mention'] ?? [];
    if (!rule) throw new Error('no rule');
    expect(brokenLimit('ä'.repeat(468), rule)).toBeUndefined();
    expect(brokenLimit('ä'.repeat(469), rule)).toBeDefined();
  });

  it('in private to somebody who wrote in public opens a talk of its own', () => {
    const response = { status: 200, headers: {}, body: '{"id":"42"}' };
    const inPrivate = { ...target, visibility: 'private' } as const;
    expect(mastodon.readSendResponse(response, inPrivate)).toEqual({
      kind: 'sent',
      messageId: '42',
      opens: { account: 'mastodon:shop', channel: 'mastodon.direct', customerId: '77', threadKeys: ['42'] },
    });
    expect(mastodon.readSendResponse(response, target)).toEqual({ kind: 'sent', messageId: '42' });
  });

  it.each([
    [404, { kind: 'failed', reason: 'not_found' }],
    [410, { kind: 'failed', reason: 'not_found' }],
    [422, { kind: 'failed', reason: 'invalid_request' }],
    [403, { kind: 'failed', reason: 'forbidden', blame: 'account' }],
    [500, { kind: 'doubtful' }],
  ])('that is refused says whose trouble it is: %s', (status, expected) => {
    expect(mastodon.readSendResponse({ status, headers: {}, body: '{}' }, target)).toMatchObject(expected);
  });

  it('has no other server to go to than its own', () => {
    expect(() => mastodon.renderReply(target, { accessToken: 'token' }, NOW_MS)).toThrow('credentials_missing');
  });
});
