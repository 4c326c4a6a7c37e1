import { describe, expect, it } from 'vitest';
import { linkFacets } from '#platforms/bluesky/facets.ts';
import { bluesky } from '#platforms/bluesky/index.ts';
import { recordKey } from '#platforms/bluesky/record-key.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { brokenLimit } from '#platforms/reply-rules.ts';
import { NOW_MS } from '../support/requests.ts';

const credentials = { accessToken: 'token', more: { identifier: 'shop.example', appPassword: 'word' } };
const target: ReplyTarget = {
  replyKey: 'reply-1',
  account: 'bluesky:did:plc:shop',
  channel: 'bluesky.mention',
  visibility: 'public',
  customerId: 'did:plc:asha',
  text: 'We send a new lid.',
  inReplyTo: 'at://did:plc:asha/app.bsky.feed.post/3kaa1',
  lastInAt: '2026-11-22T09:58:00.123Z',
  answerWith: { rootUri: 'at://root', rootCid: 'r', parentUri: 'at://parent', parentCid: 'p' },
};

const bodyOf = (given: Partial<ReplyTarget> = {}, nowMs = NOW_MS) =>
  JSON.parse(bluesky.renderReply({ ...target, ...given }, credentials, nowMs).body ?? '') as Record<string, unknown>;

describe('a reply on Bluesky', () => {
  it('is a post in the own repository that names both ends of the thread', () => {
    expect(bodyOf()).toMatchObject({
      repo: 'did:plc:shop',
      collection: 'app.bsky.feed.post',
      record: {
        text: target.text,
        reply: { root: { uri: 'at://root', cid: 'r' }, parent: { uri: 'at://parent', cid: 'p' } },
      },
    });
  });

  it.each(['rootUri', 'rootCid', 'parentUri', 'parentCid'])('is not rendered without %s', (name) => {
    const { [name]: _missing, ...answerWith } = target.answerWith ?? {};
    expect(() => bodyOf({ answerWith })).toThrow('reply_target_missing');
  });

  it('has the same key whenever it is sent, and another one for another reply', () => {
    expect(bodyOf({}, NOW_MS + 60_000)['rkey']).toBe(bodyOf()['rkey']);
    expect(bodyOf({ replyKey: 'reply-2' })['rkey']).not.toBe(bodyOf()['rkey']);
    const keys = [target.lastInAt, undefined, 'no time', '2099-12-31T23:59:59.999Z'].map((at) =>
      recordKey('reply-1', at),
    );
    for (const key of keys) expect(key).toMatch(/^[234567a-j][234567a-z]{12}$/);
    expect(recordKey('a', '2026-01-01T00:00:00Z') < recordKey('a', '2026-01-02T00:00:00Z')).toBe(true);
  });

  it('counts graphemes, and bytes beside them', () => {
    const [rule] = bluesky.replies['bluesky.mention'] ?? [];
    if (!rule) throw new Error('no rule');
    const family = '👨‍👩‍👧‍👦';
    expect(Buffer.byteLength(family)).toBe(25);
    expect(brokenLimit(family.repeat(120), rule)).toBeUndefined();
    expect(brokenLimit(family.repeat(121), rule)).toMatchObject({ unit: 'bytes' });
    expect(brokenLimit('é'.repeat(300), rule)).toBeUndefined();
    expect(brokenLimit('é'.repeat(301), rule)).toMatchObject({ unit: 'graphemes' });
  });

  it('makes links of addresses, whose places are counted in bytes', () => {
    expect(linkFacets('Schön 📦: https://shop.example/a?b=ü, danke')).toEqual([
      {
        index: { byteStart: 13, byteEnd: 40 },
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://shop.example/a?b=ü' }],
      },
    ]);
    expect(linkFacets('no address')).toBeUndefined();
  });
});

describe('a session of Bluesky', () => {
  const jwt = (exp: number) => `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s`;
  const answer = (status: number, body: unknown) => ({ status, headers: {}, body: JSON.stringify(body) });

  it('is begun with the app password only when there is none', () => {
    const begun = bluesky.token?.request(credentials, NOW_MS);
    expect(begun).toMatchObject({
      url: 'https://bsky.social/xrpc/com.atproto.server.createSession',
      body: '{"identifier":"shop.example","password":"word"}',
    });
    const refreshed = bluesky.token?.request(
      { ...credentials, more: { ...credentials.more, refreshJwt: 'r' } },
      NOW_MS,
    );
    expect(refreshed).toEqual({
      method: 'POST',
      url: 'https://bsky.social/xrpc/com.atproto.server.refreshSession',
      headers: { authorization: 'Bearer r' },
    });
  });

  it('keeps the next refresh token, and knows the end of the token from its claims', () => {
    const body = { accessJwt: jwt(NOW_MS / 1000 + 7_200), refreshJwt: 'next' };
    expect(bluesky.token?.read(answer(200, body), NOW_MS)).toEqual({
      kind: 'fresh',
      accessToken: body.accessJwt,
      expiresAtMs: NOW_MS + 7_200_000,
      keep: { refreshJwt: 'next' },
    });
    expect(bluesky.token?.read(answer(200, { accessJwt: 'opaque', refreshJwt: 'next' }), NOW_MS)).toMatchObject({
      expiresAtMs: NOW_MS + 3_600_000,
    });
  });

  it.each([
    [400, 'ExpiredToken', { kind: 'refused', reason: 'grant_withdrawn', platformCode: 'ExpiredToken' }],
    [401, 'AuthenticationRequired', { kind: 'refused', reason: 'client_refused' }],
    [429, 'RateLimitExceeded', { kind: 'retry' }],
    [503, 'NotEnoughResources', { kind: 'retry' }],
    [200, 'nothing', { kind: 'retry' }],
  ])('that is refused says whether somebody must see to it: %s %s', (status, error, expected) => {
    expect(bluesky.token?.read(answer(status, { error }), NOW_MS)).toMatchObject(expected);
  });
});
