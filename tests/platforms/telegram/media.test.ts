import { describe, expect, test } from 'vitest';
import { double } from '#platforms/telegram/double.ts';
import { telegram } from '#platforms/telegram/index.ts';

const CREDENTIALS = { accessToken: '5550001:AAbb-cc_dd' };
const BASE = 'https://api.telegram.org';

const answered = (status: number, body: unknown) =>
  telegram.media?.read?.({ status, headers: {}, body: JSON.stringify(body) }, CREDENTIALS);

const at = (path: string) => answered(200, { ok: true, result: { file_id: 'f', file_path: path } });

describe('a file of a message', () => {
  test('is asked for by its id', () => {
    expect(telegram.media?.request({ type: 'photo', id: 'a/b&c' }, CREDENTIALS)).toEqual({
      method: 'GET',
      url: `${BASE}/bot5550001:AAbb-cc_dd/getFile?file_id=a%2Fb%26c`,
      headers: {},
    });
  });

  test("is among the bot's files", () => {
    expect(at('photos/file_3.jpg')).toEqual({
      kind: 'at',
      url: `${BASE}/file/bot5550001:AAbb-cc_dd/photos/file_3.jpg`,
    });
  });

  test.each(['../getMe', 'photos/../../x', '/etc/hosts', 'a//b', '', 'a?b', 'photos/..'])('is not at %j', (path) => {
    expect(at(path)).toEqual({ kind: 'failed', reason: 'file_unavailable' });
  });

  test.each([
    [400, { kind: 'failed', reason: 'file_unavailable' }],
    [401, { kind: 'stale_token' }],
    [404, { kind: 'stale_token' }],
    [429, { kind: 'retry', reason: 'unavailable' }],
    [502, { kind: 'retry', reason: 'unavailable' }],
  ])('is not there by status %i', (status, expected) => {
    expect(answered(status, { ok: false, error_code: status })).toEqual(expected);
  });
});

test.each([
  ['file-1', { kind: 'at', url: `${BASE}/file/bot5550001:AAbb-cc_dd/photos/1.jpg` }],
  ['file-2', { kind: 'failed', reason: 'file_unavailable' }],
])('%s is asked for at the Bot API', (id, expected) => {
  const call = telegram.media?.request({ type: 'photo', id }, CREDENTIALS);
  const { pathname: path, searchParams: query } = new URL(call?.url ?? '');
  const nothing = () => undefined;
  const thing = (name: string) => (name === 'file-1' ? 'photos/1.jpg' : undefined);
  const api = double.api({ tokens: [CREDENTIALS.accessToken], lastHeard: nothing, nextPage: nothing, thing });
  const { answer } = api({ method: 'GET', path, query, headers: {}, body: '', nowMs: 0, messageId: '1' });
  expect(answered(answer.status, answer.body)).toEqual(expected);
});
