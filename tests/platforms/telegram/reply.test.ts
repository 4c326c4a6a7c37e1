import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { telegram } from '#platforms/telegram/index.ts';
import { NOW_MS } from '../support/requests.ts';

const CREDENTIALS = { accessToken: '5550001:AAbb-cc_dd' };

const target = (changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: 'telegram:5550001',
  channel: 'telegram.dm',
  visibility: 'private',
  customerId: '440202',
  text: 'We are *on* it <b>',
  inReplyTo: '440202:71',
  answerWith: { chat: '440202' },
  ...changes,
});

const GROUP = { channel: 'telegram.group', visibility: 'public', inReplyTo: '-1009001:12' } as const;

const bodyOf = (changes: Partial<ReplyTarget> = {}): unknown =>
  JSON.parse(telegram.renderReply(target(changes), CREDENTIALS, NOW_MS).body ?? '');

describe('a reply', () => {
  test('goes to the chat as plain text, with the token in the address', () => {
    expect(telegram.renderReply(target(), CREDENTIALS, NOW_MS)).toMatchObject({
      method: 'POST',
      url: 'https://api.telegram.org/bot5550001:AAbb-cc_dd/sendMessage',
      headers: { 'content-type': 'application/json' },
    });
    expect(bodyOf()).toEqual({ chat_id: 440202, text: 'We are *on* it <b>' });
  });

  test('in a group hangs on its question and stays in its topic', () => {
    expect(bodyOf({ ...GROUP, answerWith: { chat: '-1009001', topic: '5' } })).toEqual({
      chat_id: -1009001,
      text: 'We are *on* it <b>',
      message_thread_id: 5,
      reply_parameters: { message_id: 12, allow_sending_without_reply: true },
    });
  });

  test('goes through the business connection, or into the topic of the person', () => {
    expect(bodyOf({ answerWith: { chat: '440202', businessConnection: 'bc-1' } })).toMatchObject({
      business_connection_id: 'bc-1',
    });
    expect(bodyOf({ answerWith: { chat: '-1006666', directTopic: '440202' } })).toMatchObject({
      chat_id: -1006666,
      direct_messages_topic_id: 440202,
    });
  });

  test('finds its chat without what was kept for it, but never guesses a group', () => {
    expect(bodyOf({ answerWith: undefined, inReplyTo: 'callback:1' })).toMatchObject({ chat_id: 440202 });
    expect(bodyOf({ ...GROUP, answerWith: undefined })).toMatchObject({ chat_id: -1009001 });
    expect(() => bodyOf({ ...GROUP, inReplyTo: 'callback:1', answerWith: undefined })).toThrow('chat_unknown');
    expect(() => bodyOf({ answerWith: { chat: '@everybody' } })).toThrow('chat_unknown');
  });

  test('cannot leave its path by a strange token', () => {
    const { url } = telegram.renderReply(target(), { accessToken: '1:a/../getMe?' }, NOW_MS);
    expect(new URL(url).pathname).toBe('/bot1:a%2F..%2FgetMe%3F/sendMessage');
  });

  test.each([
    ['one of 4,096', 'a'.repeat(4_096), undefined],
    ['one of 4,097', 'a'.repeat(4_097), 'reply_too_long'],
    ['2,048 emojis', '📦'.repeat(2_048), undefined],
    ['2,049 emojis', '📦'.repeat(2_049), 'reply_too_long'],
  ])('%s characters', (_what, text, reason) => {
    if (reason) expect(() => bodyOf({ text })).toThrow(reason);
    else expect(bodyOf({ text })).toMatchObject({ text });
  });
});

const response = (status: number, body: unknown, headers: Record<string, string> = {}): ApiResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const error = (code: number, parameters?: unknown) =>
  response(code, { ok: false, error_code: code, description: 'never read', parameters });

describe('an answer', () => {
  test('names the message by its chat', () => {
    const sent = response(200, { ok: true, result: { message_id: 9, chat: { id: -1009001 }, text: 'We are on it' } });
    expect(telegram.readSendResponse(sent, target())).toEqual({ kind: 'sent', messageId: '-1009001:9' });
    expect(telegram.readSendResponse(response(200, '<html>'), target())).toEqual({
      kind: 'sent',
      messageId: 'reply:reply-1',
    });
  });

  test.each<[string, ApiResponse, unknown]>([
    ['a bad request', error(400), { kind: 'failed', reason: 'invalid_request', platformCode: '400' }],
    [
      'a group that moved',
      error(400, { migrate_to_chat_id: -1009002 }),
      { kind: 'failed', reason: 'chat_moved', movedTo: { chat: '-1009002' } },
    ],
    ['a wrong token', error(401), { kind: 'stale_token' }],
    ['a token that is none', error(404), { kind: 'stale_token' }],
    [
      'a person who blocked the bot',
      error(403),
      { kind: 'failed', reason: 'recipient_unavailable', blame: 'customer' },
    ],
    ['too much', error(413), { kind: 'failed', reason: 'reply_too_long' }],
    ['a flood', error(429, { retry_after: 7 }), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 7 }],
    ['a flood without an end', error(429), { kind: 'retry', retryAfterSeconds: undefined }],
    ['a server in trouble', error(502), { kind: 'doubtful', reason: 'server_error' }],
    ['a gateway in trouble', response(502, '<html>'), { kind: 'doubtful', reason: 'server_error' }],
  ])('%s', (_what, answer, expected) => {
    expect(telegram.readSendResponse(answer, target())).toMatchObject(expected as object);
  });

  test('from a group that put the bot out says nothing of the customer', () => {
    expect(telegram.readSendResponse(error(403), target(GROUP))).toMatchObject({
      kind: 'failed',
      reason: 'forbidden',
      blame: 'reply',
    });
  });
});
