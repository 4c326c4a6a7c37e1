import { describe, expect, test } from 'vitest';
import { platforms } from '#platforms/registry.ts';
import { answerRule } from '#platforms/reply-rules.ts';
import { answerOf, asked, outcomeOf, replyTo } from '../support/polled.ts';
import { NOW_MS } from '../support/requests.ts';

/** Since 23 February 2026 most apps may answer only who has spoken to the account. */

const stranger = { engaged: 'none' };
const target = replyTo({ account: 'x:1', channel: 'x.post', inReplyTo: '3', answerWith: stranger });
const render = (changes: Partial<typeof target>, more?: Record<string, string>) =>
  platforms.x.renderReply({ ...target, ...changes }, { accessToken: 't', more }, NOW_MS);

describe('who did not speak to the account', () => {
  test.each<[string, Record<string, string> | undefined, string | undefined]>([
    ['is not answered by an app of the self-serve tiers', stranger, 'author_not_engaged'],
    ['is answered by one of the enterprise tier', { ...stranger, tier: 'enterprise' }, undefined],
    ['is not answered by another tier', { ...stranger, tier: 'pro' }, 'author_not_engaged'],
    ['who did speak to it is answered', undefined, undefined],
  ])('%s', (_what, answerWith, refusal) => {
    const rule = answerRule(platforms.x.replies, 'x.post', 'public');
    expect(rule?.refuses?.({ answerWith })).toBe(refusal);
    if (refusal) expect(() => render({ answerWith })).toThrow(refusal);
    else expect(asked(render({ answerWith })).path).toBe('/2/tweets');
  });

  test('is answered at the last door too, once the tier has changed', () => {
    expect(asked(render({}, { tier: 'enterprise' })).path).toBe('/2/tweets');
    expect(() => render({}, { tier: 'pro' })).toThrow('author_not_engaged');
  });

  test('may be written to in private', () => {
    expect(asked(render({ visibility: 'private' })).path).toBe('/2/dm_conversations/with/2/messages');
    expect(answerRule(platforms.x.replies, 'x.post', 'private')?.refuses).toBeUndefined();
  });

  test("X's refusal has no code: a bare 403 means it where the author is a stranger, and nowhere else", () => {
    const bare = answerOf(403, { title: 'Forbidden', type: 'about:blank', status: 403, detail: 'words' });
    expect(outcomeOf('x', target, bare)).toMatchObject({
      kind: 'failed',
      reason: 'reply_restricted',
      platformCode: '403',
    });
    expect(outcomeOf('x', { ...target, answerWith: undefined }, bare)).toMatchObject({ reason: 'forbidden' });
    expect(outcomeOf('x', { ...target, visibility: 'private' }, bare)).toMatchObject({ reason: 'forbidden' });
    const coded = answerOf(403, { errors: [{ code: 433 }] });
    expect(outcomeOf('x', { ...target, answerWith: undefined }, coded)).toMatchObject({
      reason: 'reply_restricted',
      platformCode: '433',
    });
  });
});

test('a reply in a conversation of ours is hidden', () => {
  const hide = replyTo({ account: 'x:1', channel: 'x.mention', inReplyTo: '3', text: '', hide: true });
  const call = platforms.x.renderReply(hide, { accessToken: 't' }, NOW_MS);
  expect([call.method, asked(call).path, call.body]).toEqual(['PUT', '/2/tweets/3/hidden', '{"hidden":true}']);
  expect(outcomeOf('x', hide, answerOf(200, { data: { hidden: true } }))).toEqual({ kind: 'sent', messageId: '3' });
  expect(() => platforms.x.renderReply({ ...hide, channel: 'x.dm' }, { accessToken: 't' }, NOW_MS)).toThrow(
    'cannot_hide',
  );
});
