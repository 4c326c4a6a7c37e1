import { describe, expect, test } from 'vitest';
import { doubles } from '#platforms/doubles.ts';
import type { Platform } from '#platforms/platform.ts';
import { type PlatformName, platformNamed, platforms } from '#platforms/registry.ts';
import { DELIVERING } from './support/requests.ts';
import { SIGNATURE_CHECKS } from './support/signature-checks.ts';
import { type Subject, TALK_CHECKS } from './support/talk-checks.ts';

/** What every registered platform must do, and that a platform which lacks a part does not pass. */

const names = Object.keys(platforms) as readonly PlatformName[];

test('a platform is found under its own name, and nothing else is', () => {
  for (const name of names) expect(platformNamed(name)).toBe(platforms[name]);
  for (const name of names) expect(platforms[name].name).toBe(name);
  for (const name of ['', 'X', 'constructor', '__proto__', 'fax']) expect(platformNamed(name)).toBeUndefined();
});

describe.each(DELIVERING)('deliveries of %s', (name) => {
  test.each(Object.entries(SIGNATURE_CHECKS))('%s', async (_what, check) => {
    await check(name);
  });
});

describe.each(names)('talk on %s', (name) => {
  test.each(Object.entries(TALK_CHECKS))('%s', (_what, check) => {
    check({ platform: platforms[name], double: doubles[name] });
  });
});

describe('a broken platform does not pass', () => {
  const sound: Subject = { platform: platforms.x, double: doubles.x };
  const passes = (subject: Subject): string[] =>
    Object.entries(TALK_CHECKS).flatMap(([what, check]) => {
      try {
        check(subject);
        return [what];
      } catch {
        return [];
      }
    });
  const broken = (changes: Partial<Platform>): Subject => ({ ...sound, platform: { ...platforms.x, ...changes } });
  const { webhook: _webhook, poll: _poll, ...deaf } = platforms.x;

  test('the sound one passes all', () => {
    expect(passes(sound)).toEqual(Object.keys(TALK_CHECKS));
  });

  test.each<[string, Subject]>([
    ['nothing comes in', { ...sound, platform: deaf }],
    ['a channel that is never heard', broken({ replies: { ...platforms.x.replies, 'x.space': [] } })],
    ['words that are lost', broken({ normalise: () => ({ kind: 'ignored', reason: 'all' }) })],
    ['events that are lost', broken({ split: () => [] })],
    ['an answer that is not read', broken({ readSendResponse: () => ({ kind: 'failed', reason: 'no' }) })],
    [
      'a limit that nobody keeps',
      broken({ renderReply: (target, ...rest) => platforms.x.renderReply({ ...target, text: 'a' }, ...rest) }),
    ],
    [
      'a key that forgets the ticket',
      {
        platform: {
          ...platforms.standard,
          renderReply: (target, ...rest) =>
            platforms.standard.renderReply({ ...target, replyKey: target.replyKey.split(':')[2] ?? '' }, ...rest),
        },
        double: doubles.standard,
      },
    ],
    [
      'a private answer in public',
      broken({
        renderReply: (target, ...rest) => platforms.x.renderReply({ ...target, ...inPublic(target) }, ...rest),
      }),
    ],
  ])('%s', (_what, subject) => {
    expect(passes(subject).length).toBeLessThan(Object.keys(TALK_CHECKS).length);
  });
});

function inPublic({ visibility }: { visibility: string }) {
  return visibility === 'private' ? ({ channel: 'x.mention', visibility: 'public' } as const) : {};
}
