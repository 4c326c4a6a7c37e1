import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gist, Reading } from '#domain/reading.ts';
import { trajectoryOf, worsenedWith } from '#domain/trajectory.ts';
import { anyGist, CALM_GIST } from '#tests/support/gists.ts';
import { atMinute } from '#tests/support/messages.ts';

const mood = (negative: number, over: Partial<Gist> = {}): Gist => ({
  ...CALM_GIST,
  signals: { negative, sarcasm: 0, person: 0 },
  ...over,
});
const label = (sentiment: Gist['sentiment'], over: Partial<Gist> = {}): Gist => ({
  ...CALM_GIST,
  signals: undefined,
  sentiment,
  ...over,
});
const readingsOf = (gists: readonly Gist[]): Reading[] =>
  gists.map((gist, index) => ({ ...gist, id: `m-${index}`, sentAt: atMinute(index) }));

describe('the trajectory', () => {
  it.each<[string, Gist[], string | undefined]>([
    ['nothing said', [], undefined],
    ['one message, however angry', [mood(1)], undefined],
    ['calm, then angry', [mood(0.1), mood(0.9)], 'worsening'],
    ['ever less patient', [mood(0.1), mood(0.3), mood(0.45), mood(0.6)], 'worsening'],
    ['angry, and again', [mood(0.9), mood(0.95)], 'steady'],
    ['calm, and again', [mood(0.1), mood(0.3)], 'steady'],
    ['angry, then thankful', [mood(0.9), mood(0.8), mood(0.1)], 'improving'],
    ['calm, angry, calm', [mood(0.1), mood(0.9), mood(0.1)], 'improving'],
    ['labels alone', [label('neutral'), label('negative')], 'worsening'],
    ['labels alone, the other way', [label('negative'), label('positive')], 'improving'],
    ['glad words that are not meant', [label('neutral'), label('positive', { flags: ['sarcasm'] })], 'worsening'],
    ['a threat in the same tone', [mood(0.5), mood(0.5, { flags: ['threat_to_leave'] })], 'worsening'],
    ['a lawyer in the same tone', [mood(0.7), mood(0.7, { flags: ['legal'] })], 'worsening'],
    ['what is no threat', [mood(0.5), mood(0.5, { flags: ['personal_data', 'spam'] })], 'steady'],
  ])('of %s', (_, gists, trajectory) => {
    expect(trajectoryOf(gists)).toBe(trajectory);
  });
});

describe('it turned', () => {
  it.each<[string, Gist[], string | undefined]>([
    ['never', [mood(0.1), mood(0.1)], undefined],
    ['with the second message', [mood(0.1), mood(0.9)], 'm-1'],
    ['with the second, although it is calm again', [mood(0.1), mood(0.9), mood(0.1)], 'm-1'],
    ['once, although it gets worse twice', [mood(0.1), mood(0.9), mood(0.1), mood(1)], 'm-1'],
  ])('%s', (_, gists, id) => {
    expect(worsenedWith(readingsOf(gists))).toBe(id);
  });
});

describe('in any episode', () => {
  const gists = fc.array(anyGist, { maxLength: 8 });
  const rank = { improving: 0, steady: 1, worsening: 2 };

  it('what was said twice over is steady', () => {
    fc.assert(
      fc.property(anyGist, fc.integer({ min: 2, max: 6 }), (gist, times) => {
        expect(trajectoryOf(Array.from({ length: times }, () => gist))).toBe('steady');
      }),
    );
  });

  it('an angrier latest message never looks better', () => {
    fc.assert(
      fc.property(
        fc.array(anyGist, { minLength: 1, maxLength: 6 }),
        anyGist,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (before, last, more) => {
          const signals = last.signals && { ...last.signals, negative: Math.min(1, last.signals.negative + more) };
          const angrier: Gist = { ...last, signals, flags: [...(last.flags ?? []), 'threat_to_leave'] };
          const [calm, angry] = [trajectoryOf([...before, last]), trajectoryOf([...before, angrier])];
          expect(rank[angry ?? 'steady']).toBeGreaterThanOrEqual(rank[calm ?? 'steady']);
        },
      ),
    );
  });

  it('what comes later does not undo that it turned', () => {
    fc.assert(
      fc.property(gists, gists, (before, later) => {
        const turned = worsenedWith(readingsOf(before));
        fc.pre(turned !== undefined);
        expect(worsenedWith(readingsOf([...before, ...later]))).toBe(turned);
      }),
    );
  });
});
