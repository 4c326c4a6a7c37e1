import { describe, expect, it } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import { credentialsIn } from '#functions/send-reply/credentials.ts';
import { readEnvelope } from '#functions/send-reply/envelope.ts';
import { envelope } from './outbox.ts';

describe('the outbound queue', () => {
  it('holds events of the bus, with fields of EventBridge’s own', () => {
    expect(readEnvelope(JSON.stringify({ ...envelope, source: 'earshot', account: '1' })).detail).toEqual(
      envelope.detail,
    );
  });

  it.each(['', 'not json', '{}', JSON.stringify({ ...envelope, 'detail-type': 'reply.sent' }), 'null'])(
    'parks what is no such event: %j',
    (body) => {
      expect(() => readEnvelope(body)).toThrow(PermanentError);
    },
  );
});

describe('credentials', () => {
  const secret = async () => ({
    placeholder: 'generated',
    'x:1': { accessToken: 'token' },
    'standard:a': { accessToken: 'token', baseUrl: 'https://example.test/in' },
    'x:2': { accessToken: '' },
    'x:3': { accessToken: 'token', baseUrl: 'not an address' },
  });

  it('are found by account', async () => {
    expect(await credentialsIn(secret)('x:1')).toEqual({ accessToken: 'token' });
    expect(await credentialsIn(secret)('standard:a')).toMatchObject({ baseUrl: 'https://example.test/in' });
  });

  it.each(['x:2', 'x:3', 'x:9', 'placeholder', 'constructor'])(
    'that are missing or unusable park the reply: %s',
    async (account) => {
      await expect(credentialsIn(secret)(account)).rejects.toMatchObject({ reason: 'credentials_missing' });
    },
  );
});
