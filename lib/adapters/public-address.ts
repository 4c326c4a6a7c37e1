import { BlockList, isIP } from 'node:net';

/**
 * Whether an address is one of the public internet's. IPv4: all but what IANA's registry of special-purpose addresses
 * names, multicast and the reserved class. IPv6: global unicast alone, less what leads into IPv4 or nowhere.
 */

/** https://www.iana.org/assignments/iana-ipv4-special-registry, with 224/4 (multicast). */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

/** Everything else is loopback, mapped or translated IPv4, unique local, link-local, multicast or not assigned. */
const GLOBAL_IPV6 = ['2000::/3'] as const;

/** IETF's own with Teredo and ORCHID, documentation, 6to4, documentation again. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
}

const special4 = listOf(SPECIAL_IPV4, 'ipv4');
const global6 = listOf(GLOBAL_IPV6, 'ipv6');
const special6 = listOf(SPECIAL_IPV6, 'ipv6');

/** @param address IPv4 in four decimal parts, or IPv6 without brackets; what is neither, or has a zone, is not public. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
    default:
      return false;
  }
}
