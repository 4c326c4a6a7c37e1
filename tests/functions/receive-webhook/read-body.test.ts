import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEEPEST, depthOf, readBody } from '#functions/receive-webhook/read-body.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const nested = (levels: number): Uint8Array => bytes('['.repeat(levels) + ']'.repeat(levels));

function depthOfValue(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOfValue));
}

describe('the depth of JSON text', () => {
  it('is that of the value, whatever its strings hold', () => {
    const text = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', '漢') });
    const value = fc.jsonValue({ maxDepth: 6 });
    fc.assert(
      fc.property(fc.array(fc.oneof(text, value)), (given) => {
        expect(depthOf(bytes(JSON.stringify(given)))).toBe(depthOfValue(given));
        expect(depthOf(bytes(JSON.stringify(given, null, 2)))).toBe(depthOfValue(given));
      }),
    );
  });
});

describe('reading a body', () => {
  it('takes what nests as deep as allowed, and refuses one level more', () => {
    expect(readBody(nested(DEEPEST))).toMatchObject({ ok: true });
    expect(readBody(nested(DEEPEST + 1))).toMatchObject({ ok: false, detail: expect.stringContaining('deeper') });
  });

  it('refuses a million levels without falling over them', () => {
    expect(readBody(nested(1_000_000))).toMatchObject({ ok: false });
    expect(readBody(bytes('{"a":'.repeat(1_000_000)))).toMatchObject({ ok: false });
  });

  it('keeps every digit of an id that comes as a number', () => {
    expect(readBody(bytes('{"sender_id":10152812330413457}'))).toEqual({
      ok: true,
      value: { sender_id: '10152812330413457' },
    });
  });

  it('takes a byte order mark before the JSON', () => {
    expect(readBody(bytes('\ufeff{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
  });

  it.each([
    ['nothing', bytes('')],
    ['half a document', bytes('{"a":')],
    ['two documents', bytes('{} {}')],
    ['a form', bytes('a=1&b=2')],
    ['bytes that are no UTF-8', Uint8Array.from([0x22, 0xff, 0xfe, 0x22])],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['a cut character', bytes('"é"').subarray(0, 2)],
  ])('refuses %s and says how to mend it', (_, body) => {
    expect(readBody(body)).toEqual({ ok: false, detail: 'The body is not JSON in UTF-8. Send one JSON document.' });
  });

  it.each(['null', '0', '""', '[]'])('takes %s: what it means is for its platform to say', (text) => {
    expect(readBody(bytes(text))).toEqual({ ok: true, value: JSON.parse(text) });
  });
});
