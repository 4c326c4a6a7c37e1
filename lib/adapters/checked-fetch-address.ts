import { isIP } from 'node:net';
import { isPublicAddress } from '#adapters/public-address.ts';
import { FetchRefusedError } from './checked-fetch-refusal.ts';

/** What may be fetched at all: which addresses are let through, before and after their names are resolved. */

/** Where files are fetched from beside the public internet, or instead of it. */
export interface FetchPlaces {
  /**
   * Hosts that are trusted: they may speak plain HTTP and be private. `host` on the scheme's own port, `host:8080`, or
   * `host:*` on any port.
   */
  readonly trusted: readonly string[];
  /** Whether nothing but the trusted hosts is fetched from: where there is no internet to be asked. */
  readonly trustedOnly: boolean;
}

/** The addresses of a name: all of them. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** The host as it is resolved: without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname);

export function isTrusted({ host, hostname }: URL, { trusted }: FetchPlaces): boolean {
  return trusted.includes(host) || trusted.includes(`${hostname}:*`);
}

/**
 * Reads an address as the connection will: what the parser makes of odd hosts is what is checked.
 * @param base what a relative address is relative to: where a redirect came from
 * @throws {FetchRefusedError}
 */
export function checkedUrl(address: string, base: URL | undefined, places: FetchPlaces): URL {
  const url = URL.parse(address, base?.href);
  if (!url) throw new FetchRefusedError('address_malformed');
  if (url.username !== '' || url.password !== '') throw new FetchRefusedError('credentials_in_address');
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    if (isTrusted(url, places)) return url;
  }
  if (url.protocol !== 'https:') throw new FetchRefusedError('scheme_not_allowed');
  if (url.port !== '') throw new FetchRefusedError('port_not_allowed');
  return url;
}

/**
 * The addresses that a connection may be made to, and no others: every one of them was looked at.
 * @throws {FetchRefusedError} when any is not public and the host is not trusted.
 */
export async function checkedAddresses(url: URL, places: FetchPlaces, resolve: Resolve): Promise<readonly string[]> {
  const host = hostOf(url);
  const isTrustedHost = isTrusted(url, places);
  if (isIP(host) !== 0) {
    if (!isTrustedHost && !isPublicAddress(host)) throw new FetchRefusedError('address_not_public');
  }
  if (!isTrustedHost && places.trustedOnly) throw new FetchRefusedError('host_not_trusted');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  if (addresses.length === 0) throw new FetchRefusedError('host_unknown', 'later');
  if (!isTrustedHost && !addresses.every(isPublicAddress)) throw new FetchRefusedError('address_not_public');
  return addresses;
}
