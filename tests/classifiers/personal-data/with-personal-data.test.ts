import { describe, expect, it } from 'vitest';
import { withPersonalData } from '#classifiers/personal-data/with-personal-data.ts';
import type { Classifier } from '#domain/classification.ts';
import { CALM_CLASSIFICATION } from '#tests/support/gists.ts';

const calm: Classifier = async () => CALM_CLASSIFICATION;
const classify = withPersonalData(calm);

describe('any classifier', () => {
  it('flags personal data, pointing at it', async () => {
    const text = 'my email is jo@example.com, order 12345678';
    const { flags } = await classify(text, 'en');
    expect(flags).toEqual([{ label: 'personal_data', confidence: 0.99, evidence: [[12, 26]] }]);
  });

  it('says what it says where there is none', async () => {
    expect(await classify('my lawyer will ask for order 12345678', 'en')).toEqual(CALM_CLASSIFICATION);
    expect((await classify('')).flags).toEqual([]);
  });

  it('reads national numbers by the language, its own where the platform names none', async () => {
    expect((await classify('612 345 678', 'es')).flags).toHaveLength(1);
    expect((await classify('612 345 678')).flags).toEqual([]);
    const spanish: Classifier = async () => ({
      ...CALM_CLASSIFICATION,
      language: { label: 'es', confidence: 0.9, source: 'detector' },
    });
    expect((await withPersonalData(spanish)('612 345 678')).flags).toHaveLength(1);
  });

  it('keeps one flag, with what the classifier itself has found', async () => {
    const cloud: Classifier = async () => ({
      ...CALM_CLASSIFICATION,
      flags: [{ label: 'personal_data', confidence: 0.7, evidence: [[0, 3]] }],
    });
    const { flags } = await withPersonalData(cloud)('Ada 07700 900123', 'en');
    expect(flags).toEqual([
      {
        label: 'personal_data',
        confidence: 0.9,
        evidence: [
          [4, 16],
          [0, 3],
        ],
      },
    ]);
    expect((await withPersonalData(cloud)('Ada')).flags).toHaveLength(1);
  });

  it('names at most three places', async () => {
    const { flags } = await classify('a@b.io c@d.io e@f.io g@h.io');
    expect(flags[0]?.evidence).toHaveLength(3);
  });
});
