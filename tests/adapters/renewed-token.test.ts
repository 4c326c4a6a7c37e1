import { describe, expect, it } from 'vitest';
import { accessTokens } from '#adapters/access-tokens.ts';
import type { CredentialsFile } from '#adapters/account-credentials.ts';
import type { TokenDeps } from '#adapters/token-ports.ts';
import type { ApiRequest } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import { tokenSourceOf } from '#platforms/registry.ts';
import { memoryTable } from '#tests/support/memory-table.ts';

/** Tokens of sixty days, over months of virtual time, against the platforms' doubles. */

const DAY_MS = 24 * 3_600_000;
const START_MS = Date.parse('2026-03-02T09:00:00.000Z');

type Name = 'threads' | 'instagram' | 'linkedin';

/** The platform's double, or the status that it answers instead. */
function playing(name: Name, tokens: readonly string[], time: { readonly ms: number }) {
  const trouble = { is: undefined as number | undefined };
  let asked = 0;
  const api = doubles[name].api({
    tokens,
    lastHeard: () => undefined,
    nextPage: () => undefined,
    thing: () => undefined,
  });
  const send: TokenDeps['send'] = async ({ method, url, headers, body = '' }) => {
    asked += 1;
    if (trouble.is !== undefined) return { status: trouble.is, headers: {}, body: '' };
    const { pathname: path, searchParams: query } = new URL(url);
    const call: ApiRequest = { method, path, query, headers, body, nowMs: time.ms, messageId: String(asked) };
    const { answer } = api(call);
    return { status: answer.status, headers: {}, body: JSON.stringify(answer.body) };
  };
  return { trouble, send, asked: () => asked };
}

function world(name: Name, more?: Readonly<Record<string, string>>, tokens = ['given', 'given refresh']) {
  const account = `${name}:1`;
  const table = memoryTable();
  const time = { ms: START_MS };
  const { trouble, send, asked } = playing(name, tokens, time);
  let file: CredentialsFile = {
    [account]: { accessToken: 'given', ...(more && { more }) },
    'x:2': { accessToken: 'o' },
  };
  const read = async () => file;
  const write = async (next: CredentialsFile) => {
    file = next;
  };
  const pass = (days: number) => {
    time.ms += days * DAY_MS;
  };
  const deps: TokenDeps = {
    ...table,
    secret: { read, readNow: read, write },
    sourceOf: tokenSourceOf,
    send,
    nowMs: () => time.ms,
    pause: async () => pass(250 / DAY_MS),
  };
  const environment = () => {
    const credentialsOf = accessTokens(deps);
    return async (fresh = false) => (await credentialsOf(account, { fresh })).accessToken;
  };
  const give = (accessToken: string) => {
    file = { ...file, [account]: { ...(file[account] as object), accessToken } };
  };
  return { table, environment, pass, give, trouble, file: () => file, asked };
}

describe.each(['threads', 'instagram'] as const)('a token of %s', (name) => {
  it('is renewed at first sight, and then whenever half of its life is over, for as long as anybody asks', async () => {
    const { environment, pass, asked } = world(name);
    const tokenOf = environment();
    const seen = new Set<string>();
    for (let day = 0; day < 365; day += 1) {
      seen.add(await tokenOf());
      pass(1);
    }
    expect(seen.size).toBe(asked());
    expect(asked()).toBe(13);
  });

  it('is renewed once, by however many environments at once, and stands in the secret', async () => {
    const { environment, asked, file } = world(name);
    const told = await Promise.all(Array.from({ length: 8 }, () => environment()()));
    expect(asked()).toBe(1);
    expect(new Set(told).has('renewed-1')).toBe(true);
    expect(file()).toMatchObject({
      [`${name}:1`]: { accessToken: 'given', more: { renewed: 'renewed-1', renewedFrom: 'given' } },
      'x:2': { accessToken: 'o' },
    });
  });

  it('survives the loss of the table, and a new one ends it', async () => {
    const first = world(name);
    await first.environment()();
    first.table.items.clear();
    expect(await first.environment()()).toBe('renewed-1');
    first.give('another');
    expect(await first.environment()()).toBe('another');
  });

  it('that is too young serves on, and is tried again after a day', async () => {
    const { environment, table, asked, pass } = world(name);
    await environment()();
    table.items.clear();
    const tokenOf = environment();
    expect([await tokenOf(), await tokenOf(), asked()]).toEqual(['renewed-1', 'renewed-1', 2]);
    pass(1.01);
    expect([await tokenOf(), asked()]).toEqual(['renewed-3', 3]);
  });

  it('serves on while the platform does not answer, and is asked for again after an hour', async () => {
    const { environment, trouble, asked, pass } = world(name);
    trouble.is = 503;
    const tokenOf = environment();
    expect([await tokenOf(), await tokenOf(), asked()]).toEqual(['given', 'given', 1]);
    pass(1 / 24);
    trouble.is = undefined;
    expect(await tokenOf()).toBe('renewed-2');
  });

  it('that has run out is refused, and nobody asks again until somebody has given another', async () => {
    const { environment, asked, give, pass } = world(name, undefined, ['another']);
    const tokenOf = environment();
    expect(await tokenOf()).toBe('given');
    for (let count = 0; count < 5; count += 1)
      await expect(tokenOf(true)).rejects.toMatchObject({ reason: 'token_refused' });
    expect(asked()).toBe(2);
    pass(1);
    await expect(tokenOf(true)).rejects.toMatchObject({ reason: 'token_refused' });
    expect(asked()).toBe(3);
    give('another');
    expect(await environment()()).toBe('renewed-4');
  });
});

describe('accounts whose token does not run out, or is not renewed', () => {
  it.each([
    ['instagram', { baseUrl: 'https://graph.facebook.com' }],
    ['linkedin', {}],
  ] as const)('of %s are given it as it is', async (name, entry) => {
    const { asked, give, environment, file } = world(name);
    Object.assign(file()[`${name}:1`] as object, entry);
    expect([await environment()(), await environment()(true), asked()]).toEqual(['given', 'given', 0]);
    give('next');
    expect(await environment()()).toBe('next');
  });
});

describe('a token of LinkedIn', () => {
  const more = { clientId: 'client-1', clientSecret: 'secret', refreshToken: 'given refresh' };

  it('is got by the refresh token when the given one has run out', async () => {
    const { environment, asked } = world('linkedin', more);
    const tokenOf = environment();
    expect([await tokenOf(), asked()]).toEqual(['given', 0]);
    expect(await tokenOf(true)).toMatch(/^issued-/);
    expect(asked()).toBe(1);
  });

  it('is refused when the refresh token has run out, and asked for once in ten minutes', async () => {
    const { environment, asked, pass } = world('linkedin', { ...more, refreshToken: 'spent' });
    const tokenOf = environment();
    await tokenOf();
    for (let minute = 0; minute < 20; minute += 1) {
      await expect(tokenOf(true)).rejects.toMatchObject({ reason: 'token_refused' });
      pass(1 / 1440);
    }
    expect(asked()).toBe(2);
  });

  it('tells when somebody has to connect the account again', () => {
    const body = JSON.stringify({ access_token: 'a', expires_in: 5_184_000, refresh_token_expires_in: 86_400 });
    const read = tokenSourceOf('linkedin:1')?.read({ status: 200, headers: {}, body }, START_MS);
    expect(read).toMatchObject({ kind: 'fresh', keep: { expiresAt: '2026-03-03T09:00:00.000Z' } });
  });
});
