import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicKeys } from '#adapters/public-keys.ts';
import { TransientError } from '#domain/errors.ts';

/** A place where keys are published, with a version for each time it was asked. */
let server: Server;
let url: string;
let asked: number;
let respond: (version: number) => { status: number; body?: string; location?: string };

beforeEach(async () => {
  asked = 0;
  respond = (version) => ({ status: 200, body: JSON.stringify({ keys: [`version ${version}`] }) });
  server = createServer((_request, response) => {
    asked += 1;
    const { status, body = '', location } = respond(asked);
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

function keysWithClock() {
  let now = 1_000_000_000;
  const keysAt = publicKeys({ nowMs: () => now });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { keysAt, pass };
}

const version = (number: number) => ({ keys: [`version ${number}`] });

describe('published keys', () => {
  it('are asked for once an hour, however many need them at once', async () => {
    const { keysAt, pass } = keysWithClock();
    expect(await Promise.all([keysAt(url), keysAt(url), keysAt(url)])).toEqual([version(1), version(1), version(1)]);
    pass(3_599_999);
    expect(await keysAt(url)).toEqual(version(1));
    pass(1);
    expect(await keysAt(url)).toEqual(version(2));
  });

  it('are asked for again when one was missing, but not more than once a minute', async () => {
    const { keysAt, pass } = keysWithClock();
    await keysAt(url);
    pass(59_999);
    expect(await keysAt(url, 'fresh')).toEqual(version(1));
    pass(1);
    expect(await keysAt(url, 'fresh')).toEqual(version(2));
    expect(await keysAt(url, 'fresh')).toEqual(version(2));
    expect(asked).toBe(2);
  });

  it.each<[string, typeof respond]>([
    ['an error', () => ({ status: 500 })],
    ['no JSON', () => ({ status: 200, body: '<html>' })],
    ['far too much', () => ({ status: 200, body: `"${'a'.repeat(70_000)}"` })],
    ['a redirect', () => ({ status: 302, location: 'http://127.0.0.1:1/' })],
  ])('stay as they are while their place answers with %s', async (_, trouble) => {
    const { keysAt, pass } = keysWithClock();
    await keysAt(url);
    respond = trouble;
    pass(3_600_000);
    expect(await keysAt(url)).toEqual(version(1));
    expect(await keysAt(url)).toEqual(version(1));
    expect(asked).toBe(2);
    pass(60_000);
    await keysAt(url);
    expect(asked).toBe(3);
  });

  it('that were never to be had are a trouble that passes, and are asked for at the next need', async () => {
    const { keysAt } = keysWithClock();
    const sound = respond;
    respond = () => ({ status: 503 });
    await expect(keysAt(url)).rejects.toThrow(TransientError);
    respond = sound;
    expect(await keysAt(url)).toEqual(version(2));
  });
});
