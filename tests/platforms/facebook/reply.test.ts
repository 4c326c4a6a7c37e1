import { describe, expect, test } from 'vitest';
import { facebook } from '#platforms/facebook/index.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { NOW_MS } from '../support/requests.ts';
import { lineTo } from '../support/sending.ts';

const DAY_MS = 86_400_000;

const target = (changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: 'facebook:100',
  channel: 'facebook.comment',
  visibility: 'public',
  customerId: '3',
  text: 'We are on it',
  inReplyTo: '50_51',
  ...changes,
});
const render = (changes: Partial<ReplyTarget>) => {
  const { url, body, method } = facebook.renderReply(target(changes), { accessToken: 't' }, NOW_MS);
  return [method, url.replace('https://graph.facebook.com/v26.0', ''), JSON.parse(body ?? '')];
};
const privately = { visibility: 'private' } as const;

test.each<[string, Partial<ReplyTarget>, string, unknown]>([
  ['an answer is a comment of the comment', {}, '/50_51/comments', { message: 'We are on it' }],
  [
    'a review is answered in its story',
    { channel: 'facebook.recommendation', inReplyTo: '70' },
    '/70/comments',
    { message: 'We are on it' },
  ],
  [
    'a mention is answered where it stands',
    { channel: 'facebook.mention' },
    '/50_51/comments',
    { message: 'We are on it' },
  ],
  [
    'a private answer goes to whoever wrote the comment',
    privately,
    '/100/messages',
    { recipient: { comment_id: '50_51' }, message: { text: 'We are on it' } },
  ],
  [
    'or the post',
    { ...privately, channel: 'facebook.post', inReplyTo: '100_60' },
    '/100/messages',
    { recipient: { post_id: '100_60' }, message: { text: 'We are on it' } },
  ],
  ['hiding changes what is hidden', { hide: true, text: '' }, '/50_51', { is_hidden: true }],
])('%s', (_what, changes, path, body) => {
  expect(render(changes)).toEqual(['POST', path, body]);
});

test.each<[string, Partial<ReplyTarget>, string]>([
  [
    'a mention cannot be answered in private',
    { ...privately, channel: 'facebook.mention' },
    'visibility_contradiction',
  ],
  ['a mention cannot be hidden', { hide: true, channel: 'facebook.mention' }, 'cannot_hide'],
  ['nothing is answered without a name', { inReplyTo: '' }, 'reply_target_missing'],
  ['8,001 characters', { text: 'a'.repeat(8_001) }, 'reply_too_long'],
  ['2,001 characters in private', { ...privately, text: 'a'.repeat(2_001) }, 'reply_too_long'],
])('%s', (_what, changes, reason) => {
  expect(() => render(changes)).toThrow(reason);
});

test('a strange id cannot leave its path', () => {
  expect(render({ inReplyTo: '../me?x=' })[1]).toBe('/..%2Fme%3Fx%3D/comments');
});

describe('a private reply', () => {
  test('goes on in Messenger, under the id that the customer has there', () => {
    const { judgement, outcome } = lineTo('facebook').send(target(privately));
    expect(outcome).toEqual({
      kind: 'sent',
      messageId: '900000000000000001',
      opens: {
        account: 'messenger:100',
        channel: 'messenger.dm',
        customerId: judgement.sent?.customerId,
        threadKeys: ['dm'],
      },
    });
    expect(judgement.sent?.customerId).toMatch(/^\d+$/);
  });

  test('is sent once to each comment', () => {
    const line = lineTo('facebook');
    expect(line.send(target(privately)).outcome.kind).toBe('sent');
    expect(line.send(target(privately)).outcome).toEqual({
      kind: 'failed',
      reason: 'already_answered',
      platformCode: '10900',
      blame: 'reply',
    });
    expect(line.send(target({ ...privately, inReplyTo: '50_52' })).outcome.kind).toBe('sent');
    expect(line.send(target()).outcome.kind).toBe('sent');
  });

  test.each([
    [7 * DAY_MS, { kind: 'sent' }],
    [7 * DAY_MS + 1, { kind: 'failed', reason: 'outside_window', platformCode: '10/2018278' }],
  ])('%i ms after the comment', (ago, outcome) => {
    expect(lineTo('facebook', NOW_MS - ago).send(target(privately)).outcome).toMatchObject(outcome);
  });

  test('is declared so', () => {
    const [, rule] = facebook.replies['facebook.comment'] ?? [];
    expect(rule).toMatchObject({ kind: 'private_reply', once: true, window: { minutes: 10_080 } });
  });
});

test.each<[string, string, unknown]>([
  ['an unknown field', '/v26.0/50_51/comments', { message: 'a', fields: 'id' }],
  ['no words', '/v26.0/50_51/comments', { message: '' }],
  ['showing what was hidden', '/v26.0/50_51', { is_hidden: 'yes' }],
  ['a message to nobody', '/v26.0/100/messages', { message: { text: 'a' } }],
  ['no version', '/50_51/comments', { message: 'a' }],
])('Facebook refuses %s', (_what, url, body) => {
  const call = { method: 'POST', url, headers: { authorization: 'Bearer seed' }, body: JSON.stringify(body) } as const;
  expect(lineTo('facebook').judge(call)).toMatchObject({ answer: { status: 400, body: { error: { code: 100 } } } });
});
