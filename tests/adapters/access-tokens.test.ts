import { describe, expect, it } from 'vitest';
import { accessTokens } from '#adapters/access-tokens.ts';
import type { CredentialsFile } from '#adapters/account-credentials.ts';
import type { FreshToken, TokenDeps, TokenSource } from '#adapters/token-ports.ts';
import { memoryTable } from '#tests/support/memory-table.ts';

/** Tokens of an account whose refresh tokens are good for one use, asked for by several environments over one table. */

const ACCOUNT = 'x:1';
const HOUR_MS = 3_600_000;

class Killed extends Error {}

/** A platform that honours each refresh token once. */
function platform(nowMs: () => number) {
  let spent = 0;
  const issue = (refreshToken: string | undefined): FreshToken | undefined => {
    if (refreshToken !== `r${spent}`) return undefined;
    spent += 1;
    return { accessToken: `a${spent}`, expiresAtMs: nowMs() + HOUR_MS, keep: { refreshToken: `r${spent}` } };
  };
  const source: TokenSource = {
    request: ({ more }) => ({ method: 'POST', url: 'https://x.test/token', headers: {}, body: more?.['refreshToken'] }),
    read: ({ body }) => (body === '' ? { kind: 'refused', reason: 'spent' } : { kind: 'fresh', ...JSON.parse(body) }),
  };
  const send: TokenDeps['send'] = async ({ body }) => {
    const issued = issue(body);
    return { status: 200, headers: {}, body: issued ? JSON.stringify(issued) : '' };
  };
  return { source, send, asked: () => spent };
}

/** A secret and a table on whose steps somebody may die. */
function kept(given: CredentialsFile) {
  const table = memoryTable();
  let file = given;
  let dying = '';
  const dies = (where: string) => {
    if (dying === where) throw new Killed();
  };
  const secret: TokenDeps['secret'] = {
    read: async () => file,
    readNow: async () => file,
    write: async (next) => {
      dies('before the secret');
      file = next;
      dies('after the secret');
    },
  };
  const tokens: TokenDeps['tokens'] = {
    get: table.tokens.get,
    put: async (...args) => {
      dies('before the table');
      const isPut = await table.tokens.put(...args);
      dies('after the table');
      return isPut;
    },
  };
  const dieAt = (where: string) => {
    dying = where;
  };
  return { table, secret, tokens, dieAt, file: () => file };
}

/** The environments that ask, and the time in which they do. */
function world(
  given: CredentialsFile = { [ACCOUNT]: { more: { refreshToken: 'r0' } }, 'x:2': { accessToken: 'other' } },
) {
  let nowMs = Date.parse('2026-03-02T09:00:00.000Z');
  const { source, send, asked } = platform(() => nowMs);
  const { table, secret, tokens, dieAt, file } = kept(given);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const sourceOf = (account: string) => (account === ACCOUNT ? source : undefined);
  const pause = async () => pass(250);
  const environment = () =>
    accessTokens({ secret, tokens, leases: table.leases, sourceOf, send, nowMs: () => nowMs, pause });
  return { table, environment, dieAt, pass, asked, file };
}

describe('credentials that are given', () => {
  const given = {
    placeholder: 'generated',
    'standard:a': { accessToken: 'token', baseUrl: 'https://example.test/in' },
    'x:2': { accessToken: '' },
    'x:3': { accessToken: 'token', baseUrl: 'not an address' },
  };

  it('are found by account', async () => {
    expect(await world(given).environment()('standard:a')).toEqual({
      accessToken: 'token',
      baseUrl: 'https://example.test/in',
    });
  });

  it.each(['x:2', 'x:3', 'x:9', 'placeholder', 'constructor'])(
    'that are unusable park the work: %s',
    async (account) => {
      await expect(world(given).environment()(account)).rejects.toMatchObject({ reason: 'credentials_missing' });
    },
  );
});

describe('a token that is made of another', () => {
  it('is asked for once, by however many environments at once', async () => {
    const { environment, asked } = world();
    const told = await Promise.all(Array.from({ length: 8 }, () => environment()(ACCOUNT)));
    expect([new Set(told.map(({ accessToken }) => accessToken)), asked()]).toEqual([new Set(['a1']), 1]);
  });

  it('is kept until shortly before it runs out', async () => {
    const { environment, asked, pass } = world();
    const credentialsOf = environment();
    await credentialsOf(ACCOUNT);
    pass(HOUR_MS - 120_001);
    await credentialsOf(ACCOUNT);
    expect(asked()).toBe(1);
    pass(1);
    expect((await credentialsOf(ACCOUNT)).accessToken).toBe('a2');
  });

  it('is another one when the platform has refused the last; who is late takes what there is', async () => {
    const { environment, asked } = world();
    const [first, second] = [environment(), environment()];
    await Promise.all([first(ACCOUNT), second(ACCOUNT)]);
    expect((await first(ACCOUNT, { fresh: true })).accessToken).toBe('a2');
    expect((await second(ACCOUNT, { fresh: true })).accessToken).toBe('a2');
    expect(asked()).toBe(2);
  });

  it('is in the secret before it is used, beside the other accounts', async () => {
    const { environment, file } = world();
    await environment()(ACCOUNT);
    expect(file()).toEqual({ [ACCOUNT]: { more: { refreshToken: 'r1' } }, 'x:2': { accessToken: 'other' } });
  });

  it('stands nowhere in the table in words', async () => {
    const { environment, table } = world();
    await environment()(ACCOUNT);
    expect(JSON.stringify([...table.items.values()])).not.toMatch(/"[ar]\d"|accessToken|refreshToken/);
  });

  it('that was given with the entry serves until it is refused', async () => {
    const { environment, asked } = world({ [ACCOUNT]: { accessToken: 'given', more: { refreshToken: 'r0' } } });
    const credentialsOf = environment();
    expect([(await credentialsOf(ACCOUNT)).accessToken, asked()]).toEqual(['given', 0]);
    expect((await credentialsOf(ACCOUNT, { fresh: true })).accessToken).toBe('a1');
  });

  it('that the platform refuses to give is a refusal, with no token in it', async () => {
    const { environment } = world({ [ACCOUNT]: { more: { refreshToken: 'spent' } } });
    await expect(environment()(ACCOUNT)).rejects.toMatchObject({ reason: 'token_refused', message: 'token_refused' });
  });
});

describe('a death in the middle of a refresh', () => {
  it.each(['after the table', 'before the secret', 'after the secret'])('%s loses nothing', async (where) => {
    const { environment, dieAt, pass, file, asked } = world();
    dieAt(where);
    await expect(environment()(ACCOUNT)).rejects.toBeInstanceOf(Killed);
    dieAt('');
    pass(31_000);
    const { accessToken } = await environment()(ACCOUNT);
    expect([accessToken, file()[ACCOUNT]]).toEqual([`a${asked()}`, { more: { refreshToken: `r${asked()}` } }]);
  });

  it('before the first write loses the account, and the next one says so', async () => {
    const { environment, dieAt, pass } = world();
    dieAt('before the table');
    await expect(environment()(ACCOUNT)).rejects.toBeInstanceOf(Killed);
    dieAt('');
    pass(31_000);
    await expect(environment()(ACCOUNT)).rejects.toMatchObject({ reason: 'token_refused' });
  });
});
