import { describe, expect, it } from 'vitest';
import { accessTokens } from '#adapters/access-tokens.ts';

const credentialsOf = accessTokens({
  secret: async () => ({
    placeholder: 'generated',
    'x:1': { accessToken: 'token' },
    'standard:a': { accessToken: 'token', baseUrl: 'https://example.test/in' },
    'x:2': { accessToken: '' },
    'x:3': { accessToken: 'token', baseUrl: 'not an address' },
  }),
});

describe('credentials', () => {
  it('are found by account', async () => {
    expect(await credentialsOf('x:1')).toEqual({ accessToken: 'token' });
    expect(await credentialsOf('standard:a')).toMatchObject({ baseUrl: 'https://example.test/in' });
  });

  it.each(['x:2', 'x:3', 'x:9', 'placeholder', 'constructor'])(
    'that are missing or unusable park the work: %s',
    async (account) => {
      await expect(credentialsOf(account)).rejects.toMatchObject({ reason: 'credentials_missing' });
    },
  );
});
