import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpSenderOptions, httpSender } from '#adapters/http-sender.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
}

const request = (url: string) =>
  ({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: '{}' }) as const;
const sendTo = (url: string, options?: HttpSenderOptions) => httpSender(options)(request(url));

describe('sending', () => {
  it('brings back status, headers and body', async () => {
    const url = await listening((_, response) => response.writeHead(202, { 'Retry-After': '7' }).end('{"id":"1"}'));
    expect(await sendTo(url)).toMatchObject({ status: 202, headers: { 'retry-after': '7' }, body: '{"id":"1"}' });
  });

  it('to a port where nobody listens is certainly not sent', async () => {
    const url = await listening((_, response) => response.end());
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect(await sendTo(url)).toEqual({ kind: 'not_sent', reason: 'connection_econnrefused' });
  });

  it('to a host that does not exist is certainly not sent', async () => {
    expect(await sendTo('http://nobody.invalid/')).toMatchObject({ kind: 'not_sent' });
  });

  it('to an address that is none is certainly not sent', async () => {
    expect(await sendTo('nowhere')).toMatchObject({ kind: 'not_sent' });
  });

  it('to a host that hangs up may have arrived', async () => {
    const url = await listening((incoming) => incoming.socket.destroy());
    expect(await sendTo(url)).toMatchObject({ kind: 'lost' });
  });

  it('to a host that never answers may have arrived', async () => {
    const url = await listening(() => {});
    expect(await sendTo(url, { timeoutMs: 50 })).toEqual({ kind: 'lost', reason: 'connection_timeout' });
  });

  it('follows no redirect: it is an answer', async () => {
    let asked = 0;
    const url = await listening((_, response) => {
      asked++;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await sendTo(url)).toMatchObject({ status: 307 });
    expect(asked).toBe(1);
  });

  it('reads no more of an answer than it may', async () => {
    const url = await listening((_, response) => response.end('x'.repeat(1_000_000)));
    expect(await sendTo(url)).toMatchObject({ status: 200, body: 'x'.repeat(65_536) });
  });

  it('knows what became of the request when the answer breaks off after its status', async () => {
    const url = await listening((_, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await sendTo(url)).toMatchObject({ status: 201 });
  });
});

describe('a host that keeps failing', () => {
  it('is left alone for a while and then tried once, while others are served', async () => {
    let healthy = false;
    let asked = 0;
    const url = await listening((_, response) => {
      asked++;
      response.writeHead(healthy ? 200 : 500).end();
    });
    const other = await listening((_, response) => response.end());
    const send = httpSender({ failuresToOpen: 3, halfOpenAfterMs: 50 });
    for (let attempt = 0; attempt < 3; attempt++) expect(await send(request(url))).toMatchObject({ status: 500 });
    expect(await send(request(url))).toEqual({ kind: 'not_sent', reason: 'circuit_open' });
    expect(await send(request(other))).toMatchObject({ status: 200 });
    expect(asked).toBe(3);
    healthy = true;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await send(request(url))).toMatchObject({ status: 200 });
    expect(await send(request(url))).toMatchObject({ status: 200 });
  });
});
