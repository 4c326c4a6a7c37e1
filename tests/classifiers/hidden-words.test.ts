import { describe, expect, it } from 'vitest';
import { hiddenWords } from '#classifiers/hidden-words.ts';
import { CALM_CLASSIFICATION } from '#tests/support/gists.ts';

const sent = (text: string, language?: string): string =>
  hiddenWords({ text, language, classification: CALM_CLASSIFICATION });

describe('what leaves the account', () => {
  it('has all personal data struck out, however much there is and whether a flag points at it or not', () => {
    const addresses = ['a@b.io', 'c@d.io', 'e@f.io', 'g@h.io', 'i@j.io'];
    expect(sent(`write to ${addresses.join(' ')}`)).toBe(`write to ${addresses.map(() => '******').join(' ')}`);
  });

  it('is read in the language of the message', () => {
    expect(sent('612 345 678', 'es')).toBe('***********');
    expect(sent('order 12345678', 'en')).toBe('order 12345678');
  });

  it('has what only the classifier found struck out as well', () => {
    const text = 'I am Ada';
    const flags = [{ label: 'personal_data' as const, confidence: 0.9, evidence: [[5, 8] as [number, number]] }];
    expect(hiddenWords({ text, classification: { ...CALM_CLASSIFICATION, flags } })).toBe('I am ***');
  });
});
