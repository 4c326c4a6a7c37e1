import { pageEvents } from '#local/care/names.ts';
import type { PlatformDouble } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { NOON } from '#tests/support/messages.ts';
import type { Arrived } from './payload-files.ts';

/** Talks on every channel of every platform, in its own payloads, as the doubles say them. */

const TEXTS = [
  'Where is my order?',
  'Still waiting, this is ridiculous',
  'EMERGENCY the charger is on fire, people are hurt',
  'thank you, it stopped',
];

const CUSTOMERS_A_CHANNEL = 2;

interface Speaking {
  readonly platform: PlatformName;
  readonly double: PlatformDouble;
  readonly channel: string;
}

/** What a customer says in four messages, each of which names no more than the one before it. */
function talkOf({ platform, double, channel }: Speaking, customer: number): Arrived[] {
  const idOf = (of: 'message' | 'customer', number: number) =>
    double.idOf?.(of, number, channel) ?? `19000000000000${number}`;
  const says = double.says[channel];
  return TEXTS.flatMap((text, place) => {
    const id = idOf('message', customer * 10 + place);
    const payload = says?.({
      account: double.account,
      customer: { id: idOf('customer', customer), handle: `customer_${customer}` },
      id,
      text,
      sentAtMs: Date.parse(NOON) - 3_600_000 + place * 60_000,
      inReplyTo: place > 0 ? idOf('message', customer * 10 + place - 1) : undefined,
    });
    const events = pageEvents(platform, JSON.parse(JSON.stringify(payload)));
    return events.map((event) => ({ file: `${channel}/${id}`, platform, event }));
  });
}

/** Every channel that can be heard, with two customers who talk there and nowhere else. */
export function talksOnEveryChannel(): Arrived[] {
  const channels = Object.entries(doubles).flatMap(([platform, double]) =>
    Object.keys(double.says).map((channel) => ({ platform: platform as PlatformName, double, channel })),
  );
  return channels.flatMap((speaking, index) =>
    Array.from({ length: CUSTOMERS_A_CHANNEL }, (_, number) =>
      talkOf(speaking, 100 + index * CUSTOMERS_A_CHANNEL + number),
    ).flat(),
  );
}
