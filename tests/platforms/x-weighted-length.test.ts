import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { weightedLength } from '#platforms/x/weighted-length.ts';

describe('weighted length of a post', () => {
  test.each([
    ['an empty text', '', 0],
    ['plain Latin letters weigh one each', 'parcel', 6],
    ['a letter and its combining accent are one after normalisation', 'e\u0301', 1],
    ['kana weigh two each', 'かさ', 4],
    ['a smiley weighs two', 'ok 🙂', 5],
    ['a family joined of four emoji weighs two', '👩‍👩‍👧‍👧', 2],
    ['a flag weighs two', '🇵🇹', 2],
    ['a skin tone adds nothing', '👍🏾', 2],
    ['a keycap weighs two, with or without its variation selector', '3⃣3️⃣', 4],
    ['typographic quotes weigh one', '“so”', 4],
    ['a long URL weighs 23', `see https://example.com/${'a'.repeat(300)}`, 27],
    ['a short URL weighs 23 too', 'https://a.co', 23],
    ['a port, a path and a query belong to the URL', 'https://example.com:8443/a/b?c=d&e=f', 23],
    ['the full stop after a URL does not', 'https://example.com/a.', 24],
    ['two URLs weigh 46 and the space between', 'https://a.com https://b.org/x', 47],
    ['a name without a scheme is a URL where its ending is common', 'go to example.com', 29],
    ['a subdomain of a country is a URL', 'help.example.pt', 23],
    ['a country alone is a URL only with a path', 'ola.pt ola.pt/ajuda', 6 + 1 + 23],
    ['two sentences without a space are no URL', 'No answer.Thanks', 16],
    ['an address of e-mail is no URL', 'me@example.com', 14],
    ['a handle is no URL', '@example.com', 12],
    ['a URL right after kana is a URL', 'ここhttps://example.com', 27],
    ['an internationalised name is a URL', 'https://пример.com/путь', 23],
    ['a name whose label is too long is text', `https://${'a'.repeat(64)}.com`, 76],
  ])('%s', (_rule, text, expected) => {
    expect(weightedLength(text)).toBe(expected);
  });

  test('a long text without spaces is counted quickly', () => {
    const startedAt = performance.now();
    expect(weightedLength('a.'.repeat(20_000))).toBeGreaterThan(0);
    expect(weightedLength(`https://${'a'.repeat(40_000)}`)).toBe(40_008);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

const fixtures = process.env['EARSHOT_FIXTURES'];

describe.skipIf(!fixtures)('recorded conformance cases of twitter-text', () => {
  const path = join(fixtures ?? '', 'x', 'twitter_text_weighted_length_conformance.json');
  const suites = fixtures ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, readonly Case[]>) : {};
  // The older suite counts each code point of an emoji; X has counted whole emoji since 2018.
  const { WeightedTweetsCounterTest: _before, ...current } = suites;
  const cases = Object.values(current).flat();

  test.each(cases.map((one) => [one.description, one] as const))('%s', (_description, { text, expected }) => {
    expect(weightedLength(text)).toBe(expected.weightedLength);
  });
});

interface Case {
  readonly description: string;
  readonly text: string;
  readonly expected: { readonly weightedLength: number };
}
