import 'aws-sdk-client-mock-vitest/extend';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { secretJson, secretText } from '#adapters/secrets.ts';
import { type KeySource, webhookSecrets } from '#adapters/webhook-secrets.ts';

const manager = mockClient(SecretsManagerClient);
const schema = z.object({ token: z.string() });

const holding = (value: unknown) => ({ SecretString: JSON.stringify(value) });

/** A clock that a test moves by hand. */
function handClock() {
  let nowMs = 0;
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { nowMs: () => nowMs, pass };
}

beforeEach(() => {
  manager.reset();
});

describe('a secret of JSON', () => {
  it('is read once a minute, however many ask for it at once', async () => {
    manager.on(GetSecretValueCommand).resolves(holding({ token: 'one' }));
    const clock = handClock();
    const read = secretJson('arn', schema, clock.nowMs);
    await Promise.all([read(), read(), read()]);
    clock.pass(59_999);
    await expect(read()).resolves.toEqual({ token: 'one' });
    expect(manager).toHaveReceivedCommandExactlyOnceWith(GetSecretValueCommand, { SecretId: 'arn' });
  });

  it('is seen in its new form a minute after it was rotated', async () => {
    manager
      .on(GetSecretValueCommand)
      .resolvesOnce(holding({ token: 'one' }))
      .resolves(holding({ token: 'two' }));
    const clock = handClock();
    const read = secretJson('arn', schema, clock.nowMs);
    await read();
    clock.pass(60_000);
    await expect(read()).resolves.toEqual({ token: 'two' });
  });

  it('is asked for again when a read failed', async () => {
    manager
      .on(GetSecretValueCommand)
      .rejectsOnce(new Error('down'))
      .resolves(holding({ token: 'one' }));
    const read = secretJson('arn', schema, () => 0);
    await expect(read()).rejects.toThrow('down');
    await expect(read()).resolves.toEqual({ token: 'one' });
  });

  it('of the wrong shape is refused, is not kept, and its words are in no error', async () => {
    manager
      .on(GetSecretValueCommand)
      .resolvesOnce(holding({ tokens: 'hush-hush' }))
      .resolves(holding({ token: 'one' }));
    const read = secretJson('arn', schema, () => 0);
    const refusal = await read().catch(String);
    expect(refusal).toContain('token');
    expect(refusal).not.toContain('hush-hush');
    await expect(read()).resolves.toEqual({ token: 'one' });
  });
});

describe('a secret of one word', () => {
  it('is kept for a minute, but not when the read failed', async () => {
    manager
      .on(GetSecretValueCommand)
      .rejectsOnce(new Error('down'))
      .resolvesOnce({ SecretString: 'one' })
      .resolves({ SecretString: 'two' });
    const clock = handClock();
    const read = secretText('arn', clock.nowMs);
    await expect(read()).rejects.toThrow('down');
    await expect(read()).resolves.toBe('one');
    clock.pass(59_999);
    await expect(read()).resolves.toBe('one');
    clock.pass(1);
    await expect(read()).resolves.toBe('two');
  });
});

const NO_KEYS: KeySource = { urlOf: () => undefined, keysAt: () => Promise.reject(new Error('nobody asks for keys')) };

describe('the secrets of webhooks', () => {
  const file = { x: { secrets: ['a', 'b'] }, 'standard:shop': { secrets: ['c'] }, standard: { secrets: ['d'] } };

  it.each([
    ['the platform has when no account is named', 'x', undefined, ['a', 'b']],
    ['the platform has when the account has none of its own', 'x', '42', ['a', 'b']],
    ['the account has of its own', 'standard', 'shop', ['c']],
    ['no other account has', 'standard', 'bank', ['d']],
  ])('are those that %s', async (_, platform, account, secrets) => {
    manager.on(GetSecretValueCommand).resolves(holding(file));
    const isOwn = account !== undefined && `${platform}:${account}` in file;
    const expected = { secrets, ...(isOwn && { isOwn }) };
    await expect(webhookSecrets('arn', NO_KEYS)(platform, account)).resolves.toEqual(expected);
  });

  it('are none for a platform without an entry', async () => {
    manager.on(GetSecretValueCommand).resolves(holding(file));
    await expect(webhookSecrets('arn', NO_KEYS)('messenger')).resolves.toBeUndefined();
  });

  describe('of a platform that signs with keys of its own', () => {
    /** Keys whose answer tells where they were asked for, and how. */
    const published: KeySource = {
      urlOf: (platform) => (platform === 'google_business' ? 'https://keys.example/google' : undefined),
      keysAt: async (url, want) => ({ keys: [url, want ?? 'kept'] }),
    };
    const entry = { secrets: ['audience'], verifyToken: 'pusher@shop.example' };

    it.each<[string, object, unknown]>([
      ['from where the platform publishes them', entry, ['https://keys.example/google', 'kept']],
      [
        'from where its entry says',
        { ...entry, keysUrl: 'http://127.0.0.1:1/certs' },
        ['http://127.0.0.1:1/certs', 'kept'],
      ],
      ['out of its entry', { ...entry, keys: { keys: ['own'] } }, ['own']],
    ])('come with its keys, %s', async (_, held, keys) => {
      manager.on(GetSecretValueCommand).resolves(holding({ google_business: held }));
      const found = await webhookSecrets('arn', published)('google_business', '5');
      expect(found).toEqual({ ...entry, keys: { keys } });
    });

    it('come with fresh ones where a key was not among those before', async () => {
      manager.on(GetSecretValueCommand).resolves(holding({ google_business: entry }));
      const found = await webhookSecrets('arn', published)('google_business', undefined, 'fresh_keys');
      expect(found).toMatchObject({ keys: { keys: ['https://keys.example/google', 'fresh'] } });
    });

    it('come without any for another platform', async () => {
      manager.on(GetSecretValueCommand).resolves(holding(file));
      expect(await webhookSecrets('arn', published)('x')).toEqual({ secrets: ['a', 'b'] });
    });
  });
});
