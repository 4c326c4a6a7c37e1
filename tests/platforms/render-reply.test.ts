import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import type { Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { platforms } from '#platforms/registry.ts';
import { answerRule } from '#platforms/reply-rules.ts';
import { NOW_MS, secretsOf } from './support/requests.ts';

const SECRET = secretsOf('standard')[0];

type Rendered = 'messenger' | 'standard' | 'x';

function target(platform: Rendered, changes: Partial<ReplyTarget> = {}): ReplyTarget {
  const common = { replyKey: 'reply-1', customerId: '2', text: 'We are on it', inReplyTo: '3' };
  const places = {
    x: { account: 'x:1', channel: 'x.mention', visibility: 'public' },
    messenger: { account: 'messenger:1', channel: 'messenger.dm', visibility: 'private' },
    standard: { account: 'standard:shop', channel: 'standard.private', visibility: 'private' },
  } as const;
  return { ...common, ...places[platform], ...changes };
}

function render(platform: Rendered, changes: Partial<ReplyTarget> = {}, credentials: Partial<Credentials> = {}) {
  const accessToken = platform === 'standard' ? SECRET : 'token-1';
  const baseUrl = platform === 'standard' ? 'https://shop.example/replies' : undefined;
  return platforms[platform].renderReply(target(platform, changes), { accessToken, baseUrl, ...credentials }, NOW_MS);
}

describe('a reply on X', () => {
  test('in public answers the post', () => {
    const { body, ...request } = render('x');
    expect(request).toEqual({
      method: 'POST',
      url: 'https://api.x.com/2/tweets',
      headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
    });
    expect(JSON.parse(body ?? '')).toEqual({ text: 'We are on it', reply: { in_reply_to_tweet_id: '3' } });
  });

  test('in private goes to the customer, below any base address', () => {
    const { url, body } = render('x', { channel: 'x.dm', visibility: 'private' }, { baseUrl: 'http://127.0.0.1:1/x/' });
    expect(url).toBe('http://127.0.0.1:1/x/2/dm_conversations/with/2/messages');
    expect(JSON.parse(body ?? '')).toEqual({ text: 'We are on it' });
  });

  test('cannot leave its path by a strange id', () => {
    const { url } = render('x', { channel: 'x.dm', visibility: 'private', customerId: '../../tweets?' });
    expect(new URL(url).pathname).toBe('/2/dm_conversations/with/..%2F..%2Ftweets%3F/messages');
  });

  test('without the post it answers is refused, not posted on its own', () => {
    expect(() => render('x', { inReplyTo: '' })).toThrow('reply_target_missing');
    const nobody = { channel: 'x.dm', visibility: 'private', customerId: '' } as const;
    expect(() => render('x', nobody)).toThrow('reply_target_missing');
  });
});

test('a reply on Messenger is a response to the customer, and carries the mark its echo is known by', () => {
  const { url, headers, body } = render('messenger');
  expect(url).toBe('https://graph.facebook.com/v26.0/1/messages');
  expect(headers['authorization']).toBe('Bearer token-1');
  expect(JSON.parse(body ?? '')).toEqual({
    recipient: { id: '2' },
    messaging_type: 'RESPONSE',
    message: { text: 'We are on it', metadata: 'earshot-reply:reply-1' },
  });
  expect(JSON.parse(render('messenger', { customerId: 'user_ref:r' }).body ?? '')).toMatchObject({
    recipient: { user_ref: 'r' },
  });
});

describe('a reply of the generic inlet', () => {
  test('is a Standard Webhook that the reference library accepts', () => {
    const { headers, body } = platforms.standard.renderReply(
      target('standard'),
      { accessToken: SECRET, baseUrl: 'https://shop.example/replies' },
      Date.now(),
    );
    expect(headers['webhook-id']).toBe('reply-1');
    expect(new Webhook(SECRET).verify(body ?? '', { ...headers })).toEqual({
      type: 'reply.created',
      data: {
        replyId: 'reply-1',
        account: 'standard:shop',
        visibility: 'private',
        customer: { id: '2' },
        text: 'We are on it',
        inReplyTo: '3',
      },
    });
  });

  test('has the same body when it is sent again', () => {
    const credentials = { accessToken: SECRET, baseUrl: 'https://shop.example/replies' };
    const later = platforms.standard.renderReply(target('standard'), credentials, NOW_MS + 60_000);
    expect(later.body).toBe(render('standard').body);
    expect(later.headers['webhook-id']).toBe(render('standard').headers['webhook-id']);
  });

  test.each([
    ['base_url_missing', {}, { baseUrl: undefined }],
    ['secret_unusable', {}, { accessToken: 'token' }],
    ['reply_id_malformed', { replyKey: 'a.b' }, {}],
  ] as const)('is refused: %s', (reason, changes, credentials) => {
    expect(() => render('standard', changes, credentials)).toThrow(reason);
  });
});

const names = ['messenger', 'standard', 'x'] as const;
const CHANNELS = [
  'x.mention',
  'x.dm',
  'messenger.dm',
  'messenger.public',
  'standard.public',
  'standard.private',
  '',
  'x',
];

test('a private answer is never rendered as a public request, whatever the channel says', () => {
  const words = fc.string({ minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom(...CHANNELS), words, (platform, channel, text) => {
      const changes = { channel, visibility: 'private', text } as const;
      try {
        const { url, body } = render(platform, changes);
        expect(url).not.toContain('/tweets');
        expect(body).not.toContain('in_reply_to_tweet_id');
        expect(body).not.toContain('"visibility":"public"');
      } catch (error) {
        expect(error).toBeInstanceOf(PermanentError);
      }
    }),
  );
});

test('limits are told as data', () => {
  const { x, messenger, standard } = platforms;
  expect(answerRule(x.replies, 'x.mention', 'public')).toMatchObject({ maxLength: 280, unit: 'weighted characters' });
  expect(answerRule(x.replies, 'x.mention', 'private')).toMatchObject({ kind: 'private_reply', maxLength: 10_000 });
  expect(answerRule(x.replies, 'x.dm', 'private')).toMatchObject({ kind: 'private_message', maxLength: 10_000 });
  expect(answerRule(x.replies, 'x.dm', 'public')).toBeUndefined();
  expect(answerRule(x.replies, 'constructor', 'public')).toBeUndefined();
  expect(answerRule(messenger.replies, 'messenger.dm', 'private')).toMatchObject({
    maxLength: 2_000,
    window: { minutes: 1_440, personMinutes: 10_080 },
  });
  expect(answerRule(standard.replies, 'standard.public', 'public')?.maxLength).toBe(10_000);
});
