import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** Genuine deliveries, spoilt: each must be refused. */

type Spoilt = readonly [name: string, delivery: SignedDelivery];

function without(delivery: SignedDelivery, header: string): SignedDelivery {
  return {
    ...delivery,
    headers: Object.fromEntries(Object.entries(delivery.headers).filter(([key]) => key !== header)),
  };
}

/** The signature without what stands before it: `sha256=` or `v1,`. */
function parts(signature: string): readonly [prefix: string, digest: string] {
  const cut = signature.search(/[=,]/) + 1;
  return [signature.slice(0, cut), signature.slice(cut)];
}

/** Another character of the same alphabet, away from the end, where base64 has bits that do not count. */
const flipped = (digest: string): string => `${digest.slice(0, 5)}${digest[5] === 'a' ? 'b' : 'a'}${digest.slice(6)}`;

function spoiltSignatures(prefix: string, digest: string): readonly (readonly [string, string])[] {
  return [
    ['one character changed', `${prefix}${flipped(digest)}`],
    ['truncated', `${prefix}${digest.slice(0, -4)}`],
    ['half of it', `${prefix}${digest.slice(0, digest.length / 2)}`],
    ['too long', `${prefix}${digest}${digest}`],
    ['neither hex nor base64', `${prefix}${'!'.repeat(digest.length)}`],
    ['hex in capitals or broken base64', `${prefix}${digest.toUpperCase()}=`],
    ['a digest of nothing', prefix],
    ['no prefix', digest],
    ['an older hash', `sha1=${digest.slice(0, 40)}`],
    ['words', 'let me in'],
  ];
}

/** Each way of spoiling a delivery, by its name. */
export function spoiltDeliveries(platform: PlatformName, genuine: SignedDelivery): Spoilt[] {
  const header = doubles[platform].webhook?.proof.name ?? '';
  const [prefix, digest] = parts(genuine.headers[header] ?? '');
  const body = Buffer.from(genuine.body);
  const bySignature = spoiltSignatures(prefix, digest).map(
    ([name, value]): Spoilt => [name, { ...genuine, headers: { ...genuine.headers, [header]: value } }],
  );
  const byBody: Spoilt[] = [
    ['a body with one byte more', { ...genuine, body: Buffer.concat([body, Buffer.from(' ')]) }],
    ['a truncated body', { ...genuine, body: body.subarray(0, -1) }],
    ['another customer', { ...genuine, body: Buffer.from(body.toString().replace('60001', '60002')) }],
    ['no body', { ...genuine, body: Buffer.alloc(0) }],
    ['no signature', without(genuine, header)],
  ];
  const timed: Spoilt[] = ['webhook-id', 'webhook-timestamp'].flatMap((name): Spoilt[] => [
    [`no ${name}`, without(genuine, name)],
    [`another ${name}`, { ...genuine, headers: { ...genuine.headers, [name]: '1772445600' } }],
  ]);
  return [...bySignature, ...byBody, ...(platform === 'standard' ? timed : [])];
}
