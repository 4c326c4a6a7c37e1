import { expect, test } from 'vitest';
import { line } from '#platforms/line/index.ts';

test("a file is asked for by the message's id, with the token in a header to LINE's own host", () => {
  const call = line.media?.request({ type: 'image', id: '56/01' }, { accessToken: 'token-1' });
  expect(call).toEqual({
    method: 'GET',
    url: 'https://api-data.line.me/v2/bot/message/56%2F01/content',
    headers: { authorization: 'Bearer token-1' },
  });
  expect(line.media?.hosts).toEqual([new URL(call?.url ?? '').hostname]);
  const local = line.media?.request(
    { type: 'image', id: '1' },
    { accessToken: 't', baseUrl: 'http://127.0.0.1:1/line' },
  );
  expect(local?.url).toBe('http://127.0.0.1:1/line/v2/bot/message/1/content');
});
