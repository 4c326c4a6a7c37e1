import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPinned } from '#adapters/checked-fetch-hop.ts';
import { authority, type Certified, certificateFor } from '#tests/support/certificates.ts';
import { fetcher, PNG, PUBLIC, picture } from '#tests/support/fetching.ts';

/** The checked fetcher over TLS: it connects to an address and believes only whoever proves to be the name. */

const HOST = 'files.test';
const trusted = authority('An authority that this test trusts');
const stranger = authority('An authority that nobody trusts');

const before = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...before, trusted.cert]));
afterAll(() => setDefaultCACertificates(before));

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A server that shows this certificate, and what it is asked: the name in the handshake, the name in the request. */
async function showing(shown: Certified) {
  const asked: unknown[] = [];
  server = createServer({ cert: shown.cert, key: shown.key }, (request, response) => {
    asked.push((request.socket as TLSSocket & { servername?: string }).servername, request.headers.host);
    picture(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, asked };
}

/** Fetches from a name at a public address; this machine stands for that address, and its port for 443. */
async function fetched(url: string, port: number) {
  const checked: (readonly string[])[] = [];
  const fetch = fetcher({
    open: ({ url: { href }, addresses, ...hop }) => {
      checked.push(addresses);
      const here = new URL(href);
      here.port = String(port);
      return openPinned({ ...hop, url: here, addresses: ['127.0.0.1'] });
    },
  });
  return { answer: await fetch({ url }), checked };
}

describe('a certificate', () => {
  it('for the very name, by a trusted authority, is believed at whatever address was checked', async () => {
    const { port, asked } = await showing(certificateFor(HOST, trusted));
    const { answer, checked } = await fetched(`https://${HOST}/a.png`, port);
    expect(answer).toEqual({ kind: 'fetched', bytes: PNG, type: 'image/png' });
    expect([checked, asked]).toEqual([[[PUBLIC]], [HOST, `${HOST}:${port}`]]);
  });

  it('is asked of a trusted host, too, on its own port', async () => {
    const { port } = await showing(certificateFor('media.test', trusted));
    expect((await fetcher()({ url: `https://media.test:${port}/` })).kind).toBe('fetched');
  });

  it.each([
    ['for another name', certificateFor('other.test', trusted), 'err_tls_cert_altname_invalid'],
    ['for a name above', certificateFor('test', trusted), 'err_tls_cert_altname_invalid'],
    ['by an authority that is not trusted', certificateFor(HOST, stranger), 'unable_to_verify_leaf_signature'],
    ['that has run out', certificateFor(HOST, trusted, new Date(1)), 'cert_has_expired'],
  ])('%s is not believed, and nothing is asked', async (_what, shown, reason) => {
    const { port, asked } = await showing(shown);
    const { answer } = await fetched(`https://${HOST}/a.png`, port);
    expect(answer).toEqual({ kind: 'later', reason: `connection_${reason}` });
    expect(asked).toEqual([]);
  });

  it('for a name is none for the address', async () => {
    const { port, asked } = await showing(certificateFor(HOST, trusted));
    const fetch = fetcher({ places: { trusted: ['127.0.0.1:*'], trustedOnly: false } });
    const answer = await fetch({ url: `https://127.0.0.1:${port}/a.png` });
    expect([answer, asked]).toEqual([{ kind: 'later', reason: 'connection_err_tls_cert_altname_invalid' }, []]);
  });
});
