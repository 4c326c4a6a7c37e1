import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '#adapters/public-address.ts';

describe('an address of the public internet', () => {
  it.each([
    ['1.1.1.1', 'IPv4'],
    ['8.8.8.8', 'IPv4'],
    ['93.184.215.14', 'IPv4'],
    ['100.63.255.255', 'the last before shared address space'],
    ['100.128.0.0', 'the first after shared address space'],
    ['172.15.255.255', 'the last before 172.16/12'],
    ['172.32.0.0', 'the first after 172.16/12'],
    ['169.253.255.255', 'the last before link-local'],
    ['198.20.0.0', 'the first after the benchmarking range'],
    ['223.255.255.255', 'the last before multicast'],
    ['2606:4700:4700::1111', 'IPv6'],
    ['2a00:1450:4001:81b::200e', 'IPv6'],
    ['2001:200::1', 'the first after the special block of 2001::/23'],
    ['2003::1', 'the first after 6to4'],
  ])('is %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address that nothing is fetched from', () => {
  it.each([
    ['0.0.0.0', 'this host'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'private'],
    ['100.64.0.1', 'shared by a carrier'],
    ['100.127.255.255', 'shared by a carrier'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'metadata of a cloud'],
    ['169.254.170.2', 'credentials of a container'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.192', 'metadata of a cloud'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', 'relay of 6to4'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarking'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::8.8.8.8', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:7f00:1', 'IPv4-mapped'],
    ['::ffff:8.8.8.8', 'IPv4-mapped'],
    ['::ffff:0:127.0.0.1', 'IPv4-translated'],
    ['64:ff9b::169.254.169.254', 'NAT64'],
    ['64:ff9b::8.8.8.8', 'NAT64'],
    ['64:ff9b:1::1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
    ['2001:10::1', 'ORCHID'],
    ['2001:20::1', 'ORCHIDv2'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::1', '6to4'],
    ['2002:a9fe:a9fe::', '6to4'],
    ['3fff::1', 'documentation'],
    ['4000::1', 'not assigned'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of a cloud'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['2606:4700:4700::1111%eth0', 'with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['', 'nothing'],
    ['localhost', 'a name'],
    ['2130706433', 'a number'],
    ['0x7f.1', 'hexadecimal'],
    ['0177.0.0.1', 'octal'],
    ['127.1', 'short'],
    ['[::1]', 'with brackets'],
    ['8.8.8.8.', 'with a dot'],
  ])('is %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

/** The same by arithmetic: ranges of numbers, from the registry. */
const RANGES4: readonly (readonly [number, number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0586300, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 4],
  [0xf0000000, 4],
];

const inRange = (value: number, [network, bits]: readonly [number, number]): boolean =>
  Math.floor(value / 2 ** (32 - bits)) === Math.floor(network / 2 ** (32 - bits));
const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
const groups = (value: bigint): string =>
  [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(':');

/** Any number, and often one at an edge of a range. */
const ipv4 = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc
    .tuple(fc.constantFrom(...RANGES4), fc.constantFrom(-1, 0, 1), fc.boolean())
    .map(([[network, bits], step, isEnd]) =>
      Math.min(0xffffffff, Math.max(0, network + (isEnd ? 2 ** (32 - bits) - 1 : 0) + step)),
    ),
);

describe('laws', () => {
  it('IPv4 is public exactly outside the special ranges', () => {
    fc.assert(
      fc.property(ipv4, (value) => {
        expect(isPublicAddress(dotted(value))).toBe(!RANGES4.some((range) => inRange(value, range)));
      }),
      { numRuns: 2000 },
    );
  });

  it('no IPv4 address gets through inside an IPv6 one', () => {
    const wrappings = [
      (value: bigint) => value,
      (value: bigint) => (0xffffn << 32n) | value,
      (value: bigint) => (0xffffn << 48n) | value,
      (value: bigint) => (0x64ff9bn << 96n) | value,
      (value: bigint) => (0x2002n << 112n) | (value << 80n),
      (value: bigint) => (0x20010000n << 96n) | (value << 64n),
    ];
    fc.assert(
      fc.property(ipv4, fc.constantFrom(...wrappings), (value, wrapped) => {
        expect(isPublicAddress(groups(wrapped(BigInt(value))))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('IPv6 outside 2000::/3 is never public', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        const isGlobal = value >> 125n === 1n;
        expect(isGlobal || !isPublicAddress(groups(value))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
