import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MediaBook, MediaState } from '#domain/media.ts';

/** What the media book promises, on any table. */

const AT = '2026-03-02T12:00:00.000Z';
const LATER = '2026-03-02T12:40:00.000Z';
const kept = (key: string): MediaState => ({ state: 'kept', key, bytes: 1, type: 'image/png', until: LATER });
const WAITING: MediaState = { state: 'waiting' };

export function mediaContract(name: string, bookOf: () => MediaBook): void {
  const freshKey = () => ({ account: 'standard:shop', id: randomUUID() });
  const pageOf = async (key: { account: string; id: string }) => (await bookOf().of([key])).get(key.id);

  describe(`media ${name}`, () => {
    it('begin once: who comes again finds what was written', async () => {
      const key = freshKey();
      const page = await bookOf().begin(key, { count: 2, at: AT });
      expect(page.attachments).toEqual([WAITING, WAITING]);
      expect(await bookOf().record(key, 1, { state: 'failed', reason: 'too_large' })).toBe(true);
      const again = await bookOf().begin(key, { count: 2, at: LATER });
      expect(again.begunAt).toBe(AT);
      expect(again.attachments).toEqual([WAITING, { state: 'failed', reason: 'too_large' }]);
      expect(await pageOf(key)).toEqual(again);
    });

    it('keep what was kept, whoever fails after it', async () => {
      const key = freshKey();
      await bookOf().begin(key, { count: 1, at: AT });
      await bookOf().record(key, 0, kept('a'));
      expect(await bookOf().record(key, 0, { state: 'failed', reason: 'gone' })).toBe(true);
      expect((await pageOf(key))?.attachments).toEqual([kept('a')]);
    });

    it('take nothing more once erased, whatever came first', async () => {
      for (const begins of [true, false]) {
        const key = freshKey();
        if (begins) await bookOf().begin(key, { count: 3, at: AT });
        expect((await bookOf().erase(key, { count: 1, at: AT })).count).toBe(begins ? 3 : 1);
        expect((await bookOf().begin(key, { count: 1, at: AT })).erased).toBe(true);
        expect(await bookOf().record(key, 0, kept('a'))).toBe(false);
        expect((await pageOf(key))?.attachments).toEqual([]);
      }
    });

    it('lose nothing when many write at once', async () => {
      const key = freshKey();
      await bookOf().begin(key, { count: 6, at: AT });
      const indexes = [0, 1, 2, 3, 4, 5];
      await Promise.all(indexes.map((index) => bookOf().record(key, index, kept(`${index}`))));
      expect((await pageOf(key))?.attachments).toEqual(indexes.map((index) => kept(`${index}`)));
    });

    it('say nothing of messages that have none', async () => {
      expect(await bookOf().of([freshKey(), freshKey()])).toEqual(new Map());
    });
  });
}
