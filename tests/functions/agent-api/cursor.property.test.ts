import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorSigner } from '#adapters/cursor.ts';
import { NOW } from './desk.ts';

const signer = cursorSigner(async () => 'key');
const scope = { list: '["open",null,null]', now: NOW };
const later = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();
const DAY = 24 * 60 * 60 * 1000;

describe('cursors', () => {
  it('open what they were made of, in their own list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), async (position, list) => {
        const cursor = await signer.seal(position, { list, now: NOW });
        expect(cursor).toMatch(/^[\w.-]+$/);
        expect(await signer.open(cursor, { list, now: NOW })).toBe(position);
      }),
    );
  });

  it('are refused after any change of any character', async () => {
    const cursor = await signer.seal('P1#2026-03-02T09:00:00.000Z#ticket-1', scope);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
    for (let index = 0; index < cursor.length; index++) {
      for (const letter of alphabet) {
        if (letter === cursor[index]) continue;
        const tampered = cursor.slice(0, index) + letter + cursor.slice(index + 1);
        expect(await signer.open(tampered, scope), tampered).toBeUndefined();
      }
    }
  });

  it('are refused when cut, stretched or made up', async () => {
    const cursor = await signer.seal('P1#a', scope);
    const edits = fc.oneof(
      fc.nat(cursor.length - 1).map((end) => cursor.slice(0, end)),
      fc.string({ minLength: 1 }).map((tail) => cursor + tail),
      fc.string({ minLength: 1 }).map((head) => head + cursor),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(edits, async (forged) => {
        expect(await signer.open(forged, scope)).toBeUndefined();
      }),
    );
  });

  it('are refused in any other list', async () => {
    const cursor = await signer.seal('P1#a', scope);
    await fc.assert(
      fc.asyncProperty(fc.string(), async (list) => {
        fc.pre(list !== scope.list);
        expect(await signer.open(cursor, { ...scope, list })).toBeUndefined();
      }),
    );
  });

  it('are refused under another key', async () => {
    const cursor = await cursorSigner(async () => 'another key').seal('P1#a', scope);
    expect(await signer.open(cursor, scope)).toBeUndefined();
  });

  it('live for a day', async () => {
    const cursor = await signer.seal('P1#a', scope);
    expect(await signer.open(cursor, { ...scope, now: later(DAY - 1) })).toBe('P1#a');
    expect(await signer.open(cursor, { ...scope, now: later(DAY) })).toBeUndefined();
  });

  it('are refused unread when huge', async () => {
    const cursor = await signer.seal('x'.repeat(2_000), scope);
    expect(await signer.open(cursor, scope)).toBeUndefined();
  });
});
