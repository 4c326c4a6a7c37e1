import { expect, test } from 'vitest';
import { AT_REST, nextSlot, type PaceLimit } from '#domain/pacing.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

/** How fast one account may write: what each platform's documentation says, and what it comes to. */

const DAY_SECONDS = 24 * 60 * 60;
/** Slots are whole milliseconds, rounded up. */
const ROUNDING_SECONDS = 0.001;

/** Seconds that each of so many replies waits when all are asked for at once. */
function waits(limit: PaceLimit | undefined, replies: number): number[] {
  let state = AT_REST;
  return Array.from({ length: replies }, () => {
    const slot = nextSlot(state, limit, 0);
    state = slot.state;
    return slot.atMs / 1000;
  });
}

/** The platform, replies that go out in one go, and minutes until the hundredth has gone. */
const PACES: Readonly<Partial<Record<PlatformName, readonly [atOnce: number, hundredthMinutes: number]>>> = {
  app_store: [100, 0],
  bluesky: [83, 1],
  facebook: [37, 6],
  google_business: [15, 1],
  google_play: [100, 0],
  instagram: [15, 1],
  line: [100, 0],
  // It publishes no figures: they are the app's, and stand in its portal.
  linkedin: [100, 0],
  mastodon: [5, 6],
  messenger: [15, 1],
  reddit: [2, 3],
  // Whoever delivers by Standard Webhooks takes answers as it likes.
  standard: [100, 0],
  telegram: [1, 1],
  threads: [100, 0],
  trustpilot: [41, 1],
  whatsapp: [1, 1],
  x: [5, 16],
  // Its quota is a project's, can be raised, and says itself when it is used up.
  youtube: [100, 0],
};

test.each(Object.entries(PACES))('%s: replies at once, and minutes to the hundredth: %j', (name, [atOnce, minutes]) => {
  const hundred = waits(platforms[name as PlatformName].pace, 100);
  expect(hundred.filter((seconds) => seconds <= ROUNDING_SECONDS)).toHaveLength(atOnce);
  expect(Math.ceil((hundred.at(-1) ?? 0) / 60)).toBe(minutes);
});

const paced = Object.values(platforms).flatMap(({ name, pace, paces = {} }) => [
  ...(pace ? [[name, pace] as const] : []),
  ...Object.values(paces).map((own) => [`${name} ${own.name}`, own] as const),
]);

test.each(paced)('%s: a whole limit is written within its span, and no faster', (_name, pace) => {
  const beyond = waits(pace, pace.requests + 1);
  expect(beyond.at(-1)).toBeGreaterThanOrEqual(pace.perSeconds);
  expect(beyond[Math.floor(pace.requests * 0.9) - 1]).toBeLessThanOrEqual(pace.perSeconds);
  expect(pace.perSeconds).toBeLessThanOrEqual(DAY_SECONDS);
});

test('no day holds more of the direct messages of X than 1,440', () => {
  expect(waits(platforms.x.paces?.private_message, 1_441).at(-1)).toBeGreaterThanOrEqual(DAY_SECONDS);
});
