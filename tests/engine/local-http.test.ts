import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAppStack, startLocalApp } from '#tests/support/local-app-stack.ts';

let app: LocalAppStack;

const echo = (query: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${app.stack.outputs['HooksUrl']}/echo/a%20b/c${query}`, init);

beforeAll(async () => {
  app = await startLocalApp();
});

afterAll(() => app?.stop());

beforeEach(() => {
  app.stack.faults.clear();
  app.pager.status = 200;
});

describe('HTTP APIs', () => {
  it('passes the request in payload format 2.0', async () => {
    const answer = await echo('?q=1&q=2', {
      method: 'PUT',
      headers: { 'X-Test': 'Yes', cookie: 'a=1; b=2', 'content-type': 'application/json' },
      body: '{"ä":1}',
    });
    const { event, remaining, memory } = (await answer.json()) as {
      event: Record<string, unknown>;
      remaining: number;
      memory: string;
    };
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{rest+}',
      rawPath: '/echo/a b/c',
      rawQueryString: 'q=1&q=2',
      queryStringParameters: { q: '1,2' },
      pathParameters: { rest: 'a b/c' },
      headers: { 'x-test': 'Yes' },
      cookies: ['a=1', 'b=2'],
      body: '{"ä":1}',
      isBase64Encoded: false,
      requestContext: { stage: '$default', http: { method: 'PUT' } },
    });
    expect(remaining).toBeGreaterThan(1_000);
    expect(memory).toBe('256');
  });

  it('sends on what the function answers', async () => {
    const binary = await echo('?ask=binary');
    expect([binary.status, binary.headers.get('content-type')]).toEqual([201, 'image/png']);
    expect(binary.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it('gives functions their secret and their bucket, without path styles of their own', async () => {
    expect(await (await echo('?ask=secret')).json()).toEqual({ user: 'local', password: 'of-the-pager' });
    expect(await (await echo('?ask=object')).json()).toEqual({ read: 'bytes' });
  });

  it.each(['throw', 'nonsense', 'large', 'hang'])('answers 500 when the function does this: %s', async (ask) => {
    const answer = await echo(`?ask=${ask}`);
    expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('knows no other path', async () => {
    const answer = await fetch(`${app.stack.outputs['HooksUrl']}/nowhere`);
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  it.each([
    [5, 200],
    [7, 413],
    [12, 413],
  ])('takes a body of %d MB with %d', async (megabytes, status) => {
    const body = 'x'.repeat(megabytes * 1024 * 1024);
    const answer = await echo('?ask=binary', { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
    expect(answer.status).toBe(status === 200 ? 201 : status);
    if (status === 413) expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
  });
});

describe('tokens', () => {
  const me = (token: string | undefined, path = '/me'): Promise<Response> =>
    fetch(
      `${app.stack.outputs['DeskUrl']}${path}`,
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
    );

  it('lets a token in and passes its claims as Cognito and API Gateway do', async () => {
    const { claims } = (await (await me(await app.stack.token('agent', { sub: 'anna' }))).json()) as {
      claims: Record<string, unknown>;
    };
    expect(claims).toMatchObject({ sub: 'anna', 'cognito:groups': '[agent]', token_use: 'access', username: 'anna' });
    expect(claims['client_id']).toBeTypeOf('string');
    expect(claims).not.toHaveProperty('aud');
  });

  it('keeps out no token, a tampered one and one that has expired', async () => {
    const token = await app.stack.token('agent');
    const tampered = `${token.slice(0, -6)}AAAAAA`;
    for (const bad of [undefined, 'nonsense', tampered, await app.stack.token('agent', { ttlSeconds: -5 })]) {
      const answer = await me(bad);
      expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }]);
    }
  });

  it('asks for the scopes of a route', async () => {
    expect((await me(await app.stack.token('agent'), '/machine')).status).toBe(403);
    expect((await me(await app.stack.token('agent', { scopes: ['desk/read'] }), '/machine')).status).toBe(200);
  });

  it('answers a preflight of an allowed origin', async () => {
    const answer = await fetch(`${app.stack.outputs['DeskUrl']}/me`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'GET' },
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:5173']);
  });
});
