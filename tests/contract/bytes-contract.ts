import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import type { Blobs, Enqueue, Park } from '#domain/ports.ts';

/** What the bucket and the queues promise the stories: run on the doubles and on the engines. */

export interface QueueUnderTest {
  readonly enqueue: Enqueue;
  readonly park: Park;
  /** Everything that waits, with the reason it was parked for. */
  readonly waiting: () => Promise<{ body: string; reason?: string | undefined }[]>;
}

export function blobsContract(name: string, blobsOf: () => Blobs): void {
  describe(`blobs: ${name}`, () => {
    it('gives back what was put, whatever the script, and the last of two', async () => {
      const key = `claims/${randomUUID()} ü/1.json`;
      await blobsOf().put(key, 'first');
      await blobsOf().put(key, '{"text":"é😀\u200d"}');
      expect(await blobsOf().get(key)).toBe('{"text":"é😀\u200d"}');
    });

    it('says that no retry finds what is not there', async () => {
      await expect(blobsOf().get(`claims/${randomUUID()}`)).rejects.toThrow(PermanentError);
    });

    it('removes, and does not mind that there is nothing', async () => {
      const key = `texts/${randomUUID()}`;
      await blobsOf().put(key, 'words');
      await blobsOf().remove(key);
      await blobsOf().remove(key);
      await expect(blobsOf().get(key)).rejects.toThrow(PermanentError);
    });
  });
}

export function queueContract(name: string, queueOf: () => QueueUnderTest): void {
  describe(`queue: ${name}`, () => {
    it('takes more messages than a batch holds, each once', async () => {
      const bodies = Array.from({ length: 23 }, (_, index) => `body ${index} ${randomUUID()}`);
      await queueOf().enqueue(bodies);
      const found = (await queueOf().waiting()).map(({ body }) => body);
      expect(bodies.filter((body) => found.filter((each) => each === body).length !== 1)).toEqual([]);
    });

    it('takes large messages, more than a request holds', async () => {
      const bodies = Array.from({ length: 7 }, (_, index) => `${index}${randomUUID()}${'x'.repeat(200_000)}`);
      await queueOf().enqueue(bodies);
      const found = new Set((await queueOf().waiting()).map(({ body }) => body));
      expect(bodies.filter((body) => !found.has(body))).toEqual([]);
    });

    it('takes nothing without complaint, and keeps the reason of what is parked', async () => {
      await queueOf().enqueue([]);
      const body = `hopeless ${randomUUID()}`;
      await queueOf().park(body, 'schema_mismatch');
      expect(await queueOf().waiting()).toContainEqual({ body, reason: 'schema_mismatch' });
    });
  });
}
