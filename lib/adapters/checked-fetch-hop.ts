import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

/** One request of a checked fetch, to the very addresses that were checked. */

export interface Hop {
  readonly url: URL;
  /** At least one. The name is not resolved again: whoever answers for it cannot answer otherwise now. */
  readonly addresses: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Sends a request. @returns the answer, its body still on the line. */
export type OpenHop = (hop: Hop) => Promise<IncomingMessage>;

/** Answers with what was checked, whatever name is asked for. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, { all: wantsAll }, callback) => {
    if (wantsAll) callback(null, all);
    else callback(null, all[0]?.address ?? '', all[0]?.family);
  };
}

/** A connection of its own each time: none is kept that a later request could be sent over unchecked. */
export const openPinned: OpenHop = ({ url, addresses, headers, signal }) =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(url, { method: 'GET', headers, agent: false, lookup: pinnedTo(addresses), signal });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end();
  });
