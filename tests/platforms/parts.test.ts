import { describe, expect, test } from 'vitest';
import { doubleOf, doubles } from '#platforms/doubles.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { textFiles } from '#tests/architecture/repository.ts';
import { lacksOf, type Stock } from './support/parts.ts';

/** A platform is its folder and its entry in the registry; what it lacks is told before anything else fails of it. */

const files = new Set(textFiles());
const names = Object.keys(platforms) as readonly PlatformName[];
const whole = (name: PlatformName): Stock => ({ name, platform: platforms[name], double: doubles[name], files });

test.each(names)('%s has every part', (name) => {
  expect(lacksOf(whole(name))).toEqual([]);
});

test('every folder of a platform is in the registry', () => {
  const folders = [...files].flatMap((path) => /^lib\/platforms\/([^/]+)\//.exec(path)?.[1] ?? []);
  expect([...new Set(folders)].sort()).toEqual([...names].sort());
});

test('a platform without a double is named', async () => {
  await expect(doubleOf('carrier_pigeon')).rejects.toThrow(
    /carrier_pigeon lacks its double.*carrier_pigeon\/double.ts/,
  );
});

describe('a platform that lacks', () => {
  const { replies: _replies, setup: _setup, ...rest } = platforms.x;
  const { webhook: _webhook, ...unsigned } = doubles.x;
  const { webhook: _deaf, poll: _poll, ...deaf } = platforms.x;
  const without = (part: RegExp) => new Set([...files].filter((path) => !part.test(path)));

  test.each<[string, Partial<Stock>, RegExp]>([
    ['its name', { platform: { ...platforms.x, name: 'twitter' } }, /its name: index.ts calls it twitter/],
    ['a title', { platform: { ...platforms.x, title: '' } }, /a title/],
    ['ears', { platform: deaf }, /webhook or poll/],
    ['channels', { platform: { ...platforms.x, replies: {} } }, /limits\.ts/],
    ['setup', { platform: { ...rest, replies: platforms.x.replies } }, /setup\.ts/],
    ['a double', { double: undefined }, /`double` \(double\.ts\)/],
    ['a signature', { double: unsigned }, /signed \(double\.ts\)/],
    ['words on a channel', { double: { ...doubles.x, says: {} } }, /x\.mention/],
    ['a page', { files: without(/^docs\/platforms/) }, /docs\/platforms\/x\.md/],
    ['payloads', { files: without(/^tests\/fixtures/) }, /tests\/fixtures\/x/],
  ])('%s is told so', (_what, changes, lack) => {
    const lacks = lacksOf({ ...whole('x'), ...changes });
    expect(lacks.length).toBeGreaterThan(0);
    for (const line of lacks) expect(line).toMatch(/^x lacks /);
    expect(lacks[0]).toMatch(lack);
  });
});
