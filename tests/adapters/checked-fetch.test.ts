import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckedFetchOptions } from '#adapters/checked-fetch.ts';
import { closeServers, fetcher, PNG, PUBLIC, picture, sendsTo, serve, watched } from '#tests/support/fetching.ts';

/** The checked fetcher against servers that really listen. */

afterEach(closeServers);

describe('a file that may be had', () => {
  it('is fetched whole, asked for by its name at the address that was checked', async () => {
    let asked: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      asked = [request.headers.host, request.headers['accept-encoding'], request.url];
      picture(request, response);
    });
    const fetched = await fetcher()({ url: `http://media.test:${port}/a.png?b=c` });
    expect(fetched).toEqual({ kind: 'fetched', bytes: PNG, type: 'image/png' });
    expect(asked).toEqual([`media.test:${port}`, 'identity', '/a.png?b=c']);
  });

  it('may be as large as the limit and no byte larger', async () => {
    const port = await serve(picture);
    const url = `http://media.test:${port}/`;
    expect((await fetcher({ maxBytes: PNG.length })({ url })).kind).toBe('fetched');
    expect(await fetcher({ maxBytes: PNG.length - 1 })({ url })).toEqual({ kind: 'refused', reason: 'too_large' });
  });

  it('is connected to at the public addresses of its name alone', async () => {
    const { fetch, hops } = await watched({ resolve: async () => [PUBLIC, '2606:4700:4700::1111'] });
    expect((await fetch({ url: 'https://cdn.example/a' })).kind).toBe('fetched');
    expect(hops.map(({ addresses }) => addresses)).toEqual([[PUBLIC, '2606:4700:4700::1111']]);
  });
});

describe('a redirect', () => {
  it.each([
    ['http://127.0.0.1/', 'scheme_not_allowed'],
    ['https://127.0.0.1/', 'address_not_public'],
    ['https://[::ffff:127.0.0.1]/', 'address_not_public'],
    ['https://169.254.169.254/latest/', 'address_not_public'],
    ['//169.254.169.254/latest/', 'scheme_not_allowed'],
    ['http://user@media.test/', 'credentials_in_address'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['https://cdn.example:8080/', 'port_not_allowed'],
    ['http://', 'address_malformed'],
  ])('to %s is not followed: %s', async (location, reason) => {
    const port = await serve(sendsTo(location));
    expect(await fetcher()({ url: `http://media.test:${port}/` })).toEqual({ kind: 'refused', reason });
  });

  it.each([
    [3, 'fetched'],
    [4, 'refused'],
  ])('is followed %d times: %s', async (times, kind) => {
    const port = await serve((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < times) sendsTo(`${step + 1}`)(request, response);
      else picture(request, response);
    });
    expect((await fetcher()({ url: `http://media.test:${port}/0` })).kind).toBe(kind);
  });

  it('leaves what proves who we are with the host it is for', async () => {
    const seen: (string | undefined)[] = [];
    const there = await serve((request, response) => {
      seen.push(request.headers.authorization);
      picture(request, response);
    });
    const here = await serve((request, response) => {
      seen.push(request.headers.authorization);
      const next = request.url === '/again' ? `http://media.test:${there}/` : '/again';
      sendsTo(next)(request, response);
    });
    const headers = { authorization: 'Bearer secret' };
    expect((await fetcher()({ url: `http://media.test:${here}/`, headers })).kind).toBe('fetched');
    expect(seen).toEqual(['Bearer secret', 'Bearer secret', undefined]);
  });
});

describe('an answer that is no file of ours', () => {
  const answered = async (answer: RequestListener, options: Partial<CheckedFetchOptions> = {}) =>
    fetcher(options)({ url: `http://media.test:${await serve(answer)}/` });
  const ofStatus =
    (status: number): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'image/png' }).end(PNG);
    };

  it.each([
    [202, 'later'],
    [204, 'refused'],
    [206, 'refused'],
    [304, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ])('status %d: %s', async (status, kind) => {
    expect(await answered(ofStatus(status))).toEqual({ kind, reason: `status_${status}` });
  });

  it.each([
    ['a page', 'text/html', '<!doctype html>'],
    ['a page called a picture', 'image/png', '<!doctype html>'],
    ['a drawing', 'image/svg+xml', '<svg/>'],
    ['a program', 'application/octet-stream', 'MZ\x90\0'],
  ])('%s', async (_what, type, body) => {
    const answer: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(Buffer.from(body, 'latin1'));
    };
    expect(await answered(answer)).toEqual({ kind: 'refused', reason: 'type_not_allowed' });
  });

  it('a bomb: what is packed is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const answer: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' }).end(bomb);
    };
    expect(await answered(answer)).toEqual({ kind: 'refused', reason: 'encoded' });
  });

  it('a body without an end is cut off at the limit', async () => {
    let sent = 0;
    const answer: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      const more = (): void => {
        if (response.destroyed) return;
        sent += PNG.length;
        response.write(PNG, () => setImmediate(more));
      };
      more();
    };
    expect(await answered(answer)).toEqual({ kind: 'refused', reason: 'too_large' });
    expect(sent).toBeLessThan(10_000_000);
  });

  it('a length that is declared too large is not waited for', async () => {
    const answer: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '10001' });
      response.write(PNG);
    };
    expect(await answered(answer)).toEqual({ kind: 'refused', reason: 'too_large' });
  });

  it('a body that is shorter than it said', async () => {
    const answer: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '5000' });
      response.write(PNG, () => response.destroy());
    };
    expect(await answered(answer)).toMatchObject({ kind: 'later', reason: 'connection_econnreset' });
  });

  it.each<[string, RequestListener]>([
    ['that never comes', () => undefined],
    [
      'that drips',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'image/png' });
        const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write('a')), 20);
      },
    ],
    [
      'whose headers drip',
      (request) => {
        const drip = setInterval(
          () => (request.socket.destroyed ? clearInterval(drip) : request.socket.write('H')),
          20,
        );
      },
    ],
  ])('one %s is given up in time', async (_what, answer) => {
    const before = performance.now();
    expect(await answered(answer, { totalMs: 200 })).toMatchObject({ kind: 'later' });
    expect(performance.now() - before).toBeLessThan(1500);
  });

  it('redirects that take their time have no more of it than one answer', async () => {
    const port: number = await serve((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/' }).end(), 150);
    });
    expect(await fetcher({ totalMs: 250 })({ url: `http://media.test:${port}/` })).toEqual({
      kind: 'later',
      reason: 'timed_out',
    });
  });

  it('a resolver that never answers', async () => {
    const { fetch } = await watched({ totalMs: 100, resolve: () => new Promise(() => undefined) });
    expect(await fetch({ url: 'https://cdn.example/' })).toEqual({ kind: 'later', reason: 'timed_out' });
  });

  it('a name that nobody knows', async () => {
    const unknown = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    const { fetch } = await watched({ resolve: () => Promise.reject(unknown) });
    expect(await fetch({ url: 'https://cdn.example/' })).toEqual({ kind: 'later', reason: 'connection_enotfound' });
  });

  it('nobody who listens', async () => {
    const port = await serve(picture);
    closeServers();
    expect(await fetcher()({ url: `http://media.test:${port}/` })).toEqual({
      kind: 'later',
      reason: 'connection_econnrefused',
    });
  });
});
