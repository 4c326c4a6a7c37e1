import { messageName } from '#local/care/names.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import type { Planned } from '#local/demo/plan.ts';
import { TEXTS } from '#local/demo/texts.ts';
import { pick, type Random } from '#local/random.ts';
import type { Said } from '#platforms/customer.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** Customers on the networks where the crowd is not: some on every channel of each, in office hours. */

/** Where the crowd is. */
const CROWDED: readonly PlatformName[] = ['messenger', 'standard', 'x'];
/** Messages of the day for each of a channel's; at least one is said there however small the day is. */
const SHARE = 600;
/** Some platforms take an answer for hours alone: what is asked in these is answered in the shift. */
const OPEN = { from: 8 * 60 + 30, to: 18 * 60 };
const MESSAGES_A_GUEST = 2;

interface Place {
  readonly platform: PlatformName;
  readonly channel: string;
}

const PLACES: readonly Place[] = (Object.keys(doubles) as PlatformName[])
  .filter((platform) => !CROWDED.includes(platform))
  .flatMap((platform) => Object.keys(doubles[platform].says).map((channel) => ({ platform, channel })));

/** The channels on which guests are heard. */
export const GUEST_CHANNELS: readonly string[] = PLACES.map(({ channel }) => channel);

/** Somebody who says something at a place; guests are numbered through all places. */
interface Turn extends Place {
  readonly guest: number;
  readonly atMinute: number;
}

/** What is said on a turn, under ids in the platform's own form. @param number of the message, through all places */
function saidOn({ platform, channel, guest, atMinute }: Turn, number: number, { random, startMs }: Telling): Said {
  const { account, idOf } = doubles[platform];
  return {
    account,
    customer: {
      id: idOf?.('customer', guest) ?? String(8_000_000 + guest),
      name: `Guest ${guest}`,
      handle: `guest_${guest}`,
      followers: Math.floor(10 ** (random() * 4)),
    },
    id: idOf?.('message', number, channel) ?? String(180_000_000_000_000 + number),
    text: pick(TEXTS, random) ?? 'ok',
    sentAtMs: startMs + atMinute * 60_000 + (number % 60) * 1000,
  };
}

interface Telling {
  readonly random: Random;
  readonly startMs: number;
}

/** Said as the platform tells of it: in words, or by the name alone under which they may be fetched. */
function toldAs(turn: Turn, said: Said): Planned {
  const { platform, channel, atMinute } = turn;
  const { says, names } = doubles[platform];
  const storedAs = messageName(`${platform}:${BRAND_ACCOUNTS[platform]}`, said.id);
  const named = names?.[channel]?.(said);
  if (!named) return { atMinute, platform, payload: says[channel]?.(said), events: [{ intent: 'healthy', storedAs }] };
  const { delivery: payload, id, thing } = named;
  return { atMinute, platform, payload, events: [{ intent: 'without_words' }], named: { id, thing, storedAs } };
}

const openMinute = (random: Random): number => OPEN.from + Math.floor(random() * (OPEN.to - OPEN.from));

/** What guests say, in the order of the day. @param messages of the whole day */
export function planGuests(messages: number, telling: Telling): Planned[] {
  const each = Math.max(1, Math.round(messages / SHARE));
  const turns = PLACES.flatMap((place, index) =>
    Array.from({ length: each }, (_, count): Turn => {
      const guest = 100 + index * each + Math.floor(count / MESSAGES_A_GUEST);
      return { ...place, guest, atMinute: openMinute(telling.random) };
    }),
  );
  // Ids grow through the day, as platforms give them.
  const inOrder = turns.toSorted((a, b) => a.atMinute - b.atMinute);
  return inOrder.map((turn, number) => toldAs(turn, saidOn(turn, 1_000 + number, telling)));
}

/** One forgery on every such platform that delivers: words that nobody said. */
export function forgedGuests(telling: Telling): Planned[] {
  const delivering = PLACES.filter(
    ({ platform }, index) => doubles[platform].webhook && PLACES[index - 1]?.platform !== platform,
  );
  return delivering.map((place, index) => {
    const turn = { ...place, guest: 900 + index, atMinute: openMinute(telling.random) };
    const { atMinute, platform, payload } = toldAs(turn, saidOn(turn, 9_000 + index, telling));
    return { atMinute, platform, payload, events: [{ intent: 'forged' }], isForged: true };
  });
}
