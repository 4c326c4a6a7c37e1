import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { platforms } from '#platforms/registry.ts';
import { double } from '#platforms/whatsapp/double.ts';
import { WHATSAPP_ERRORS } from '#platforms/whatsapp/errors.ts';
import { NOW_MS } from '../support/requests.ts';

const { whatsapp } = platforms;
const BSUID = 'US.13491208655302741918';
const TARGET: ReplyTarget = {
  replyKey: 'reply-1',
  account: 'whatsapp:106540000000001',
  channel: 'whatsapp.dm',
  visibility: 'private',
  customerId: '4915550000002',
  text: 'It comes today',
  inReplyTo: 'wamid.1',
};

const render = (changes: Partial<ReplyTarget> = {}) =>
  whatsapp.renderReply({ ...TARGET, ...changes }, { accessToken: 'token-1' }, NOW_MS);

const bodyOf = (changes: Partial<ReplyTarget>): Record<string, unknown> => JSON.parse(render(changes).body ?? '');

function apiWith(heardAtMs?: number) {
  const room = { lastHeard: () => heardAtMs, nextPage: () => undefined, thing: () => undefined };
  const api = double.api({ tokens: ['token-1'], ...room });
  return (body: unknown, authorization = 'Bearer token-1', path = '/v26.0/106540000000001/messages') =>
    api({
      method: 'POST',
      path,
      query: new URLSearchParams(),
      headers: { authorization },
      body: JSON.stringify(body),
      nowMs: NOW_MS,
      messageId: '9',
    });
}

describe('a reply', () => {
  test('to a number goes to the number, and quotes the message', () => {
    const { body, ...call } = render();
    expect(call).toEqual({
      method: 'POST',
      url: 'https://graph.facebook.com/v26.0/106540000000001/messages',
      headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
    });
    expect(JSON.parse(body ?? '')).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '4915550000002',
      type: 'text',
      text: { body: 'It comes today' },
      context: { message_id: 'wamid.1' },
    });
  });

  test('to a business-scoped id goes to `recipient`', () => {
    const body = bodyOf({ customerId: BSUID });
    expect(body).toMatchObject({ recipient: BSUID });
    expect(body).not.toHaveProperty('to');
  });

  test('to a group goes to the group, and is not meant for one of it alone', () => {
    const group = { channel: 'whatsapp.group', visibility: 'public', answerWith: { group_id: 'G1' } } as const;
    expect(bodyOf(group)).toMatchObject({ recipient_type: 'group', to: 'G1' });
    expect(() => render({ ...group, answerWith: undefined })).toThrow('reply_target_missing');
  });

  test('in private never goes to a group, whatever the message was answered with', () => {
    expect(bodyOf({ answerWith: { group_id: 'G1' } })).toMatchObject({
      recipient_type: 'individual',
      to: '4915550000002',
    });
    expect(() => render({ channel: 'whatsapp.group' })).toThrow('visibility_contradiction');
  });

  test('has 4,096 characters at most, and somebody to go to', () => {
    expect(() => render({ text: 'a'.repeat(4_096) })).not.toThrow();
    expect(() => render({ text: 'a'.repeat(4_097) })).toThrow('reply_too_long');
    expect(() => render({ customerId: '' })).toThrow('reply_target_missing');
  });
});

describe('a business-scoped id in `to`', () => {
  const wrong = { messaging_product: 'whatsapp', to: BSUID, type: 'text', text: { body: 'Hello' } };

  test('is taken by WhatsApp like any other, and nobody gets the message', () => {
    const { answer, sent } = apiWith()(wrong);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ messages: [{ id: '9' }] });
    expect(sent).toBeUndefined();
  });

  test('goes before `recipient`, so that both together are lost too', () => {
    expect(apiWith()({ ...wrong, recipient: BSUID }).sent).toBeUndefined();
    expect(apiWith()({ ...wrong, to: '4915550000002', recipient: BSUID }).sent?.customerId).toBe('4915550000002');
  });

  test('is never rendered: whatever the id, the customer gets the answer', () => {
    const bsuid = fc.stringMatching(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/);
    const number = fc.stringMatching(/^\+?\d{5,15}$/);
    fc.assert(
      fc.property(fc.oneof(bsuid, number, fc.string({ minLength: 1 })), (customerId) => {
        expect(apiWith()(bodyOf({ customerId })).sent).toMatchObject({ customerId, text: 'It comes today' });
      }),
    );
  });
});

describe('the double refuses what WhatsApp would', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const good = JSON.parse(render().body ?? '') as Record<string, unknown>;

  test('a message a day after the customer wrote, and not a moment before', () => {
    expect(apiWith(NOW_MS - DAY_MS)(good).answer.status).toBe(200);
    const { answer, sent } = apiWith(NOW_MS - DAY_MS - 1)(good);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 131047 } } });
    expect(sent).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['4,097 characters', { ...good, text: { body: 'a'.repeat(4_097) } }],
    ['nobody to go to', { ...good, to: undefined }],
    ['a field it does not know', { ...good, metadata: 'mark' }],
    ['another product', { ...good, messaging_product: 'messenger' }],
    ['a group without a name', { ...good, recipient_type: 'group', to: undefined, recipient: BSUID }],
  ])('%s', (_what, body) => {
    expect(apiWith()(body)).toMatchObject({ answer: { status: 400, body: { error: { code: 100 } } } });
  });

  test('a token that is gone, and another path', () => {
    expect(apiWith()(good, 'Bearer old').answer).toMatchObject({ status: 401, body: { error: { code: 190 } } });
    expect(apiWith()(good, undefined, '/v26.0/me/messages').answer.status).toBe(400);
  });
});

describe("WhatsApp's answer", () => {
  const read = (status: number, body: unknown) =>
    whatsapp.readSendResponse({ status, headers: {}, body: JSON.stringify(body) }, TARGET);
  const failed = (reason: string, blame: string) => ({ kind: 'failed', reason, blame });
  const later = (reason: string, retryAfterSeconds?: number) => ({ kind: 'retry', reason, retryAfterSeconds });
  const stale = { kind: 'stale_token' };
  const doubtful = { kind: 'doubtful', reason: 'unknown_error' };

  test('names the message; without a name it is sent too', () => {
    expect(read(200, { messages: [{ id: 'wamid.9' }] })).toEqual({ kind: 'sent', messageId: 'wamid.9' });
    expect(read(200, { success: true })).toEqual({ kind: 'sent', messageId: 'reply:reply-1' });
  });

  const codes: readonly [number, unknown][] = [
    [0, stale],
    [190, stale],
    [3, failed('permission_missing', 'account')],
    [10, failed('permission_missing', 'account')],
    [200, failed('permission_missing', 'account')],
    [131005, failed('permission_missing', 'account')],
    [33, failed('phone_number_gone', 'account')],
    [131045, failed('phone_number_unregistered', 'account')],
    [133010, failed('phone_number_unregistered', 'account')],
    [368, failed('account_restricted', 'account')],
    [131031, failed('account_restricted', 'account')],
    [131037, failed('display_name_missing', 'account')],
    [131042, failed('payment_missing', 'account')],
    [131048, failed('spam_limit', 'account')],
    [4, later('rate_limited')],
    [80007, later('rate_limited')],
    [130429, later('rate_limited')],
    [131056, later('pair_rate_limited', 6)],
    [131016, later('unavailable')],
    [133004, later('unavailable')],
    [131057, later('maintenance')],
    [2, later('temporary')],
    [131000, doubtful],
    [1, doubtful],
    [130472, failed('recipient_in_experiment', 'customer')],
    [130497, failed('country_restricted', 'customer')],
    [131021, failed('recipient_is_sender', 'customer')],
    [131026, failed('recipient_unavailable', 'customer')],
    [131030, failed('recipient_not_allowed', 'customer')],
    [131049, failed('recipient_protected', 'customer')],
    [131050, failed('recipient_opted_out', 'customer')],
    [137000, failed('recipient_identity_changed', 'customer')],
    [131047, failed('outside_window', 'reply')],
    [131051, failed('unsupported_type', 'reply')],
    [131062, failed('recipient_needs_number', 'reply')],
    [100, failed('invalid_request', 'reply')],
    [131008, failed('invalid_request', 'reply')],
    [131009, failed('invalid_request', 'reply')],
    [135000, failed('invalid_request', 'reply')],
  ];

  test.each(codes)('%i is read by its code', (code, expected) => {
    expect(read(400, { error: { message: 'words', type: 'OAuthException', code } })).toMatchObject(expected as object);
  });

  test('each code that WhatsApp alone has is in the table above', () => {
    const tried = new Set(codes.map(([code]) => String(code)));
    expect(Object.keys(WHATSAPP_ERRORS).filter((code) => Number(code) > 100_000 && !tried.has(code))).toEqual([]);
  });

  test('without a code is read by its status', () => {
    expect(read(500, {})).toMatchObject({ kind: 'doubtful', reason: 'server_error' });
    expect(read(503, '<html>')).toMatchObject({ kind: 'retry', reason: 'unavailable' });
  });
});
