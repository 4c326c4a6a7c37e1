import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExact } from '#contracts/exact-json.ts';

describe('JSON read exactly', () => {
  test.each<[text: string, value: unknown]>([
    ['{"id":10152812330413457}', { id: '10152812330413457' }],
    ['{"id": -3333333333333333333 }', { id: '-3333333333333333333' }],
    ['[9007199254740993]', ['9007199254740993']],
    ['[1,9007199254740993,2]', [1, '9007199254740993', 2]],
    // Up to 2^53 - 1 a number has all its digits.
    ['[9007199254740991]', [9007199254740991]],
    ['{"text":"id: 10152812330413457,"}', { text: 'id: 10152812330413457,' }],
    // What is no whole number names nobody.
    ['[1e300, 0.12345678901234568]', [1e300, 0.12345678901234568]],
  ])('%s', (text, value) => {
    expect(parseExact(text)).toEqual(value);
  });

  test('is JSON as ever where no number is long', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, (_key, inner) => (typeof inner === 'number' ? inner % 1e15 : inner));
        expect(parseExact(text)).toEqual(JSON.parse(text));
      }),
    );
    expect(() => parseExact('{')).toThrow(SyntaxError);
  });
});
