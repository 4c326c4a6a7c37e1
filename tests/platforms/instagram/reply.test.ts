import { describe, expect, test } from 'vitest';
import { instagram } from '#platforms/instagram/index.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { NOW_MS } from '../support/requests.ts';
import { answered, lineTo } from '../support/sending.ts';

const DAY_MS = 86_400_000;

const target = (changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: 'instagram:178',
  channel: 'instagram.comment',
  visibility: 'public',
  customerId: '56',
  text: 'We are on it',
  inReplyTo: '1790001',
  ...changes,
});
const direct = (changes: Partial<ReplyTarget> = {}): ReplyTarget =>
  target({ channel: 'instagram.dm', visibility: 'private', inReplyTo: 'aW_1', ...changes });
const render = (of: ReplyTarget) => {
  const { url, body, method } = instagram.renderReply(of, { accessToken: 't' }, NOW_MS);
  return [method, url.replace('https://graph.instagram.com/v26.0', ''), JSON.parse(body ?? '')];
};
const message = { text: 'We are on it' };

test.each<[string, ReplyTarget, string, unknown]>([
  ['an answer is a reply of the comment', target(), '/1790001/replies', { message: 'We are on it' }],
  [
    'an answer to an answer goes to the top of the thread',
    target({ inReplyTo: '1790002', answerWith: { parent_id: '1790001' } }),
    '/1790001/replies',
    { message: 'We are on it' },
  ],
  [
    'a mention in a comment is answered through the account',
    target({ channel: 'instagram.mention', answerWith: { media_id: '1800050' } }),
    '/178/mentions',
    { media_id: '1800050', comment_id: '1790001', message: 'We are on it' },
  ],
  [
    'and so is one in a caption',
    target({ channel: 'instagram.mention', inReplyTo: '1800051' }),
    '/178/mentions',
    { media_id: '1800051', message: 'We are on it' },
  ],
  ['a direct message goes to the customer', direct(), '/me/messages', { recipient: { id: '56' }, message }],
  [
    'a private reply goes to whoever wrote the comment, also below another',
    target({ visibility: 'private', inReplyTo: '1790002', answerWith: { parent_id: '1790001' } }),
    '/me/messages',
    { recipient: { comment_id: '1790002' }, message },
  ],
  ['hiding changes the comment', target({ hide: true, text: '' }), '/1790001', { hide: true }],
])('%s', (_what, of, path, body) => {
  expect(render(of)).toEqual(['POST', path, body]);
});

test('a base address of its own leads to the Graph API of Facebook', () => {
  const credentials = { accessToken: 't', baseUrl: 'https://graph.facebook.com' };
  expect(instagram.renderReply(target(), credentials, NOW_MS).url).toBe(
    'https://graph.facebook.com/v26.0/1790001/replies',
  );
});

test.each<[string, ReplyTarget, string]>([
  ['a live comment has no public answer', target({ channel: 'instagram.live_comment' }), 'visibility_contradiction'],
  [
    'a mention has no private one',
    target({ channel: 'instagram.mention', visibility: 'private' }),
    'visibility_contradiction',
  ],
  ['a mention cannot be hidden', target({ channel: 'instagram.mention', hide: true }), 'cannot_hide'],
  ['nobody is answered without a name', target({ inReplyTo: '' }), 'reply_target_missing'],
  ['nor written to', direct({ customerId: '' }), 'reply_target_missing'],
  ['2,201 characters', target({ text: 'a'.repeat(2_201) }), 'reply_too_long'],
  ['1,001 bytes of 501 letters', direct({ text: `${'é'.repeat(500)}a` }), 'reply_too_long'],
  ['1,001 bytes in a private reply', target({ visibility: 'private', text: 'a'.repeat(1_001) }), 'reply_too_long'],
])('%s', (_what, of, reason) => {
  expect(() => render(of)).toThrow(reason);
});

test('1,000 bytes are 500 letters with an accent, and taken', () => {
  expect(lineTo('instagram').send(direct({ text: 'é'.repeat(500) })).outcome.kind).toBe('sent');
});

describe('asking for fields with a reply', () => {
  const call = {
    method: 'POST',
    url: '/v26.0/1790001/replies?fields=id,text',
    headers: { authorization: 'Bearer seed' },
    body: JSON.stringify({ message: 'We are on it' }),
  } as const;

  test('creates the comment and answers with an error, which is in doubt and never sent again', () => {
    const judgement = lineTo('instagram').judge(call);
    expect(judgement.sent).toMatchObject({ text: 'We are on it' });
    expect(judgement.answer.status).toBe(400);
    expect(instagram.readSendResponse(answered(judgement), target())).toEqual({
      kind: 'doubtful',
      reason: 'created_all_the_same',
      platformCode: '20/1772107',
    });
    expect(instagram.idempotentSend).toBe(false);
  });

  test('is what we never do, on any channel', () => {
    for (const [channel, rules] of Object.entries(instagram.replies)) {
      for (const { visibility, kind } of rules) {
        const hide = kind === 'hide' ? ({ hide: true } as const) : {};
        const { url } = instagram.renderReply(target({ channel, visibility, ...hide }), { accessToken: 't' }, NOW_MS);
        expect(url).not.toContain('fields');
        expect(new URL(url).search).toBe('');
      }
    }
  });
});

describe("a person's direct message", () => {
  test.each([
    ['to the last moment of the day', DAY_MS, undefined],
    ['the moment after', DAY_MS + 1, 'HUMAN_AGENT'],
    ['to the last moment of the week', 7 * DAY_MS, 'HUMAN_AGENT'],
  ])('%s is taken', (_when, ms, tag) => {
    const of = direct({ byPerson: true, lastInAt: new Date(NOW_MS - ms).toISOString() });
    expect(render(of)[2].tag).toBe(tag);
    expect(lineTo('instagram', NOW_MS - ms).send(of).outcome.kind).toBe('sent');
  });

  test.each([
    ['after a week', 7 * DAY_MS + 1, true],
    ['by automation after a day', DAY_MS + 1, false],
  ])('%s is refused', (_when, ms, byPerson) => {
    const of = direct({ byPerson, lastInAt: new Date(NOW_MS - ms).toISOString() });
    expect(lineTo('instagram', NOW_MS - ms).send(of).outcome).toMatchObject({
      kind: 'failed',
      reason: 'outside_window',
      platformCode: '10/2534022',
    });
  });
});

describe('a private reply', () => {
  const privately = target({ visibility: 'private' });

  test('goes on as a direct message', () => {
    const { judgement, outcome } = lineTo('instagram').send(privately);
    expect(outcome).toMatchObject({
      kind: 'sent',
      opens: {
        account: 'instagram:178',
        channel: 'instagram.dm',
        customerId: judgement.sent?.customerId,
        threadKeys: ['dm'],
      },
    });
  });

  test('is sent once to each comment, and a direct message opens nothing', () => {
    const line = lineTo('instagram');
    expect(line.send(privately).outcome.kind).toBe('sent');
    expect(line.send(privately).outcome).toMatchObject({ kind: 'failed', reason: 'already_answered' });
    expect(line.send(direct()).outcome).not.toHaveProperty('opens.account');
  });

  test.each([
    [7 * DAY_MS, 'sent'],
    [7 * DAY_MS + 1, 'failed'],
  ])('%i ms after the comment is %s', (ago, kind) => {
    expect(lineTo('instagram', NOW_MS - ago).send(privately).outcome.kind).toBe(kind);
  });
});
