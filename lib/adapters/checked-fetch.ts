import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import type { Fetched, FetchFile } from '#domain/media.ts';
import { mayBeKept, mediaTypeOf } from '#domain/media-type.ts';
import { checkedAddresses, checkedUrl, type FetchPlaces, type Resolve } from './checked-fetch-address.ts';
import { type OpenHop, openPinned } from './checked-fetch-hop.ts';
import { FetchRefusedError, refusalOf } from './checked-fetch-refusal.ts';

/**
 * The only way in which an address that somebody sent us is fetched. Anybody can write any address into a message: so it
 * is HTTPS to a public address alone, connected to where it was checked, redirects followed by hand and checked anew,
 * and never more bytes, time or kinds of file than were asked for.
 */

export interface CheckedFetchOptions {
  readonly places: FetchPlaces;
  readonly maxBytes: number;
  /** Milliseconds for the whole of it: names, redirects and the last byte. */
  readonly totalMs: number;
  /** @default the system's resolver */
  readonly resolve?: Resolve;
  /** @default a connection of its own */
  readonly open?: OpenHop;
}

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Not ready, too busy, broken: another time it may be there. */
const LATER = new Set([202, 408, 425, 429]);

/** Bytes as they are: what is packed could unpack to anything. */
const ASKING = { accept: 'image/*, audio/*, video/*, application/pdf, text/plain', 'accept-encoding': 'identity' };

const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/** A name server may be as slow as anybody. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, late]);
}

function assertWanted({ statusCode = 0, headers }: IncomingMessage, maxBytes: number): void {
  if (statusCode !== 200) {
    const prospect = LATER.has(statusCode) || statusCode >= 500 ? 'later' : 'never';
    throw new FetchRefusedError(`status_${statusCode}`, prospect);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new FetchRefusedError('encoded');
  if (!mayBeKept(headers['content-type'])) throw new FetchRefusedError('type_not_allowed');
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new FetchRefusedError('too_large');
}

/** Whatever was declared, bytes are counted as they come. Leaving the loop early hangs up. */
async function readCapped(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new FetchRefusedError('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function received(response: IncomingMessage, maxBytes: number): Promise<Fetched> {
  try {
    assertWanted(response, maxBytes);
    const bytes = await readCapped(response, maxBytes);
    const type = mediaTypeOf(bytes, response.headers['content-type']);
    if (!type) throw new FetchRefusedError('type_not_allowed');
    return { kind: 'fetched', bytes, type };
  } finally {
    response.destroy();
  }
}

type Deps = Required<CheckedFetchOptions>;

/** Where an answer sends us on to; undefined where it doesn't. */
const locationOf = ({ statusCode = 0, headers }: IncomingMessage): string | undefined =>
  REDIRECTS.has(statusCode) ? headers.location : undefined;

async function followed(deps: Deps, { url: address, headers = {} }: Parameters<FetchFile>[0], signal: AbortSignal) {
  const start = checkedUrl(address, undefined, deps.places);
  let url = start;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const addresses = await inTime(checkedAddresses(url, deps.places, deps.resolve), signal);
    // What proves who we are goes to the host it is meant for and to nobody that one names.
    const own = url.origin === start.origin ? headers : {};
    const response = await deps.open({ url, addresses, headers: { ...ASKING, ...own }, signal });
    // A body that nobody reads yet may fail too: without a listener that would be nobody's error.
    response.on('error', () => undefined);
    const location = locationOf(response);
    if (location === undefined) return received(response, deps.maxBytes);
    response.destroy();
    url = checkedUrl(location, url, deps.places);
  }
  throw new FetchRefusedError('too_many_redirects');
}

/** @returns the checked fetcher. It never throws: what can't be had has a reason, and whether another try may help. */
export function checkedFetch(options: CheckedFetchOptions): FetchFile {
  const deps = { resolve: systemResolve, open: openPinned, ...options };
  return async (request) => {
    try {
      return await followed(deps, request, AbortSignal.timeout(deps.totalMs));
    } catch (error) {
      const { reason, prospect } = refusalOf(error);
      return { kind: prospect === 'later' ? 'later' : 'refused', reason };
    }
  };
}
