import { describe, expect, test } from 'vitest';
import { httpSender } from '#adapters/http-sender.ts';
import { double } from '#platforms/telegram/double.ts';
import { telegram } from '#platforms/telegram/index.ts';
import { NOW_MS } from '../support/requests.ts';

/** Telegram's token stands in the address of every call: nothing that could be logged or stored may quote the address. */

const { accessToken } = double.credentials('seed');

const call = (baseUrl: string) =>
  telegram.renderReply(
    {
      replyKey: 'reply-1',
      account: 'telegram:5550001',
      channel: 'telegram.dm',
      visibility: 'private',
      customerId: '2',
      text: 'We are on it',
      inReplyTo: '2:1',
    },
    { accessToken, baseUrl },
    NOW_MS,
  );

describe('a call that fails', () => {
  test.each([
    ['nobody listens', 'http://127.0.0.1:1'],
    ['the address is none', 'no address'],
    ['the host is not there', 'http://nowhere.invalid'],
  ])('because %s tells nothing of the token', async (_what, baseUrl) => {
    const request = call(baseUrl);
    expect(request.url).toContain(accessToken);
    const result = await httpSender({ timeoutMs: 2_000 })(request);
    expect(result).toMatchObject({ kind: expect.stringMatching(/^(not_sent|lost)$/) });
    expect(JSON.stringify(result)).not.toContain(accessToken.slice(-8));
  });
});
