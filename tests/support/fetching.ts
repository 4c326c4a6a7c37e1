import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CheckedFetchOptions, checkedFetch } from '#adapters/checked-fetch.ts';
import { type Hop, openPinned } from '#adapters/checked-fetch-hop.ts';

/** A checked fetcher, and servers that really listen, under names that resolve as each test says. */

export const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);
export const PUBLIC = '93.184.215.14';

const servers: Server[] = [];

/** To be done after each test. */
export function closeServers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

/** @returns the port of a server on the loopback address. */
export async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export const picture: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
};
export const sendsTo =
  (location: string): RequestListener =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };

/** What is trusted is `media.test` on any port, which resolves to this machine. */
export function fetcher(options: Partial<CheckedFetchOptions> = {}) {
  return checkedFetch({
    places: { trusted: ['media.test:*'], trustedOnly: false },
    maxBytes: 10_000,
    totalMs: 2000,
    resolve: async (name) => (name === 'media.test' ? ['127.0.0.1'] : [PUBLIC]),
    ...options,
  });
}

/** A fetcher that writes down where it would have connected to, and gets a picture there. */
export async function watched(options: Partial<CheckedFetchOptions> = {}) {
  const port = await serve(picture);
  const hops: Pick<Hop, 'url' | 'addresses' | 'headers'>[] = [];
  const fetch = fetcher({
    open: ({ url, addresses, headers, signal }) => {
      hops.push({ url, addresses, headers });
      return openPinned({ url: new URL(`http://127.0.0.1:${port}/`), addresses: ['127.0.0.1'], headers, signal });
    },
    ...options,
  });
  return { fetch, hops };
}
