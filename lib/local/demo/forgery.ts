import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** Deliveries whose proof is spoilt in one character, as a forger who doesn't know the secret would get it wrong. */

const spoilt = (proof: string): string =>
  proof.replace(/[0-9a-zA-Z](?=[^0-9a-zA-Z]*$)/, (last) => (last === '1' ? '2' : '1'));

/** The delivery with the proof spoilt, wherever its platform puts it. */
export function forged(platform: PlatformName, delivery: SignedDelivery): SignedDelivery {
  const { in: place, name } = doubles[platform].webhook?.proof ?? { in: 'header', name: '' };
  if (place === 'header')
    return { ...delivery, headers: { ...delivery.headers, [name]: spoilt(delivery.headers[name] ?? '') } };
  const { pathname, searchParams } = new URL(delivery.path, 'http://forger');
  searchParams.set(name, spoilt(searchParams.get(name) ?? ''));
  return { ...delivery, path: `${pathname}?${searchParams.toString()}` };
}
