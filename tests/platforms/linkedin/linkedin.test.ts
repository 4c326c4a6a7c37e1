import { describe, expect, test } from 'vitest';
import { accountId } from '#platforms/account.ts';
import { platforms } from '#platforms/registry.ts';
import type { WebhookRequest } from '#platforms/webhook.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';
import { signedRequest, withHeader } from '../support/requests.ts';

const { linkedin } = platforms;
const POST = 'urn:li:activity:7400000000000000001';
const COMMENT = `urn:li:comment:(${POST},7400000000000000011)`;

describe('a delivery', () => {
  const [first] = meaningsOf('linkedin/actions');

  test('says what each action means, by the name a comment has in all of them', () => {
    expect(outline(meaningsOf('linkedin/actions'))).toEqual([
      `message ${COMMENT} in urn:li:person:member1`,
      `message ${COMMENT} in urn:li:person:member1`,
      `edit of ${COMMENT}`,
      `deletion of ${COMMENT}`,
      'message urn:li:share:7400000000000000021 in urn:li:person:member2',
      'message urn:li:share:7400000000000000022 in urn:li:person:member2',
      'reference post urn:li:share:7400000000000000023',
      'ignored reaction',
      'ignored own_post',
      'ignored own_post',
      `reference comment urn:li:comment:(${POST},7400000000000000014)`,
      'unknown FOLLOW',
    ]);
  });

  test('a comment is a public message of a member, whose name LinkedIn does not tell', () => {
    expect(first).toEqual({
      kind: 'message',
      message: {
        account: 'linkedin:5515715',
        platform: 'linkedin',
        channel: 'linkedin.comment',
        visibility: 'public',
        id: COMMENT,
        threadKeys: [POST, COMMENT],
        customerId: 'urn:li:person:member1',
        direction: 'in',
        author: { id: 'urn:li:person:member1' },
        text: 'When do you open in Lyon? ☕',
        attachments: [],
        inReplyTo: undefined,
        sentAt: '2026-11-22T09:31:40.457Z',
        receivedAt: RECEIVED_AT,
      },
    });
  });

  test('an edit has the new words and sorts by its time; a deletion has no decoration and finds its comment', () => {
    const [, , edit, deletion] = meaningsOf('linkedin/actions');
    expect(edit).toMatchObject({
      amendment: { text: 'When do you open in Lyon or Nice?', id: 'edit:001795339900459', threadKeys: [POST, COMMENT] },
    });
    expect(deletion).toMatchObject({ amendment: { messageId: COMMENT, customerId: undefined, id: 'deletion' } });
  });

  test('a post with a mention is a talk of its own', () => {
    expect(meaningsOf('linkedin/actions')[4]).toMatchObject({
      message: { channel: 'linkedin.mention', threadKeys: ['urn:li:share:7400000000000000021'] },
    });
  });

  test('a notification that is delivered twice is one event', () => {
    const ids = pieces('linkedin', fixture('linkedin/actions')).map(({ id }) => id);
    expect(ids[0]).toBe('notification:9000000001');
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(ids.length - 1);
  });

  test('an id that lost digits names nothing: two events stay two', () => {
    const big = (text: string) => ({ notificationId: 2 ** 60, organizationalEntity: 'urn:li:organization:1', text });
    const [one, two] = pieces('linkedin', { notifications: [big('a'), big('b')] });
    expect(one?.id).not.toBe(two?.id);
  });
});

test('a notification by itself, words in `message`, a parent in the short spelling and no time', () => {
  expect(pieces('linkedin', fixture('linkedin/comment-by-itself'))[0]?.account).toBe('linkedin:5515715');
  expect(meaningsOf('linkedin/comment-by-itself')[0]).toMatchObject({
    message: {
      text: 'Is the offer over?',
      inReplyTo: `urn:li:comment:(${POST},7400000000000000012)`,
      sentAt: RECEIVED_AT,
    },
  });
});

test('words may come as an object, and a pulled page holds `elements`', () => {
  const share = { entity: 'urn:li:share:1', owner: 'urn:li:person:a', text: { text: 'Hello' } };
  const element = { action: 'share_mention', notificationId: '1', decoratedGeneratedActivity: { share } };
  expect(meanings('linkedin', { elements: [element] })).toMatchObject([{ message: { text: 'Hello' } }]);
});

test('a brand page is an account of its own kind', () => {
  const [event] = pieces('linkedin', { notifications: [{ organizationalEntity: 'urn:li:organizationBrand:77' }] });
  expect(accountId(event?.account ?? '')).toBe('organizationBrand:77');
});

test('a comment without any name is parked', () => {
  const comment = { owner: 'urn:li:person:a', text: 'Hello' };
  const body = { notifications: [{ action: 'COMMENT', decoratedGeneratedActivity: { comment } }] };
  expect(() => meanings('linkedin', body)).toThrow('message_without_id');
});

describe('the handshake', () => {
  const get = (query: Record<string, string>): WebhookRequest => ({
    method: 'GET',
    headers: {},
    query,
    body: new Uint8Array(),
    nowMs: 0,
  });
  const answer = (query: Record<string, string>, ...secrets: string[]) =>
    linkedin.webhook?.handshake?.(get(query), { secrets });

  test('answers the code with its HMAC in hex, also where the app has a parent', () => {
    const challengeResponse = 'bc5c1537e9ad84b5a5fd98f91a9b890320b9f917a23769599be221bf195ca242';
    const given = answer({ challengeCode: 'code', applicationId: '1' }, 'secret', 'next');
    expect(given).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(JSON.parse(given?.body ?? '')).toEqual({ challengeCode: 'code', challengeResponse });
  });

  test('needs a code and a secret', () => {
    expect(answer({}, 'secret')).toMatchObject({ status: 400 });
    expect(answer({ challengeCode: 'code' }, '')).toMatchObject({ status: 403 });
  });
});

describe('both forms of the signature', () => {
  const request = signedRequest('linkedin', ['secret'], Buffer.from('{"a":1}'));
  const verdict = (value: string) =>
    linkedin.webhook?.verify(withHeader(request, 'x-li-signature', value), { secrets: ['old', 'secret'] });
  // Reckoned with openssl: over `hmacsha256={"a":1}`, and over `{"a":1}`.
  const documented = 'f2d9a5026c4b83880f40f6453d1467f17be0e906ea8841d7ba8a4560f8220fd6';
  const inUse = 'aa9e2e3575f5d7098b6caccd790888c36d5fdb63342a73bada2d6a51747a8494';

  test('are taken', () => {
    expect(verdict(documented)).toEqual({ ok: true });
    expect(verdict(`hmacsha256=${inUse}`)).toEqual({ ok: true });
  });

  test('are not taken for each other', () => {
    expect(verdict(inUse)).toEqual({ ok: false, reason: 'signature_mismatch' });
    expect(verdict(`hmacsha256=${documented}`)).toEqual({ ok: false, reason: 'signature_mismatch' });
    expect(verdict('hmacsha256=')).toEqual({ ok: false, reason: 'malformed_signature' });
  });
});
