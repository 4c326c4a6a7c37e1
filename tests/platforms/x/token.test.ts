import { describe, expect, it } from 'vitest';
import type { ApiCall } from '#platforms/api-call.ts';
import { double } from '#platforms/x/double.ts';
import { x } from '#platforms/x/index.ts';
import { xToken } from '#platforms/x/token.ts';
import { NOW_MS } from '#tests/platforms/support/requests.ts';
import { answered, received } from '#tests/platforms/support/sending.ts';

/** A user's token of two hours is made of a refresh token that is good once. */

const BASE_URL = 'http://127.0.0.1:1/api';

const roomWith = (tokens: readonly string[]) => ({
  tokens,
  lastHeard: () => undefined,
  nextPage: () => undefined,
  thing: () => undefined,
});

const more = { clientId: 'client-1', clientSecret: 'secret', refreshToken: 'refresh-1' };
const given = { accessToken: 'old', baseUrl: BASE_URL, more };

const callOf = (credentials: typeof given) => xToken.request(credentials, NOW_MS) as ApiCall;

describe("X's tokens", () => {
  it('are got by the refresh token, the app shown by its secret, and open the API', () => {
    const api = double.api(roomWith(['refresh-1']));
    const answer = xToken.read(answered(api(received(callOf(given)))), NOW_MS);
    if (answer.kind !== 'fresh') throw new Error(answer.reason);
    expect(answer.expiresAtMs).toBe(NOW_MS + 3_600_000);
    const authorization = `Bearer ${answer.accessToken}`;
    const me = { method: 'GET', url: `${BASE_URL}/2/users/me`, headers: { authorization }, body: '' } as const;
    expect(api(received(me)).answer.status).toBe(200);
    const old = { ...me, headers: { authorization: 'Bearer old' } };
    expect(api(received(old)).answer.status).toBe(401);
  });

  it('are got by an app without a secret, which names itself in the form', () => {
    const { clientSecret: _, ...publicClient } = more;
    const call = callOf({ ...given, more: publicClient } as typeof given);
    expect(call.headers).not.toHaveProperty('authorization');
    expect(new URLSearchParams(call.body as string).get('client_id')).toBe('client-1');
    expect(double.api(roomWith(['refresh-1']))(received(call)).answer.status).toBe(200);
  });

  it('come with the next refresh token, which is kept in the place of the last', () => {
    const body = JSON.stringify({ access_token: 'new', expires_in: 7_200, refresh_token: 'refresh-2' });
    expect(xToken.read({ status: 200, headers: {}, body }, NOW_MS)).toEqual({
      kind: 'fresh',
      accessToken: 'new',
      expiresAtMs: NOW_MS + 7_200_000,
      keep: { refreshToken: 'refresh-2' },
    });
  });

  it('are no more once the refresh token was withdrawn', () => {
    const answer = xToken.read(answered(double.api(roomWith(['another']))(received(callOf(given)))), NOW_MS);
    expect(answer).toMatchObject({ kind: 'refused', reason: 'grant_withdrawn' });
  });

  it('are what somebody gave where no refresh token is', () => {
    expect(x.token?.isFor?.({ accessToken: 'given' })).toBe(false);
    expect(x.token?.isFor?.(given)).toBe(true);
  });
});
