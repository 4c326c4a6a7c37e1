import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { modelSource } from '#adapters/model-source.ts';
import type { Models, Pointing } from '#adapters/models.ts';
import { modelKey } from '#contracts/model-pointer.ts';

/** Models of a format of their own: the word `model` and a name. */

const MINUTE_MS = 60_000;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function parse(bytes: Uint8Array): { name: string } {
  const [word, name] = new TextDecoder().decode(bytes).split(' ');
  if (word !== 'model' || !name) throw new Error('not a model');
  return { name };
}

function pointerTo(text: string, version = text) {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { key: modelKey({ version, sha256 }), sha256, version };
}

/** A bucket that a test changes, and a source that looks into it. */
function source() {
  const bucket = { pointing: { kind: 'none' } as Pointing | Error, objects: new Map<string, Uint8Array>() };
  const seen = { looks: [] as (string | undefined)[], loads: 0, refusals: [] as string[], failures: 0 };
  let now = 0;
  const models: Pick<Models, 'pointer' | 'bytes'> = {
    pointer: async (etag) => {
      seen.looks.push(etag);
      const { pointing } = bucket;
      if (pointing instanceof Error) throw pointing;
      return 'etag' in pointing && pointing.etag === etag ? { kind: 'same' } : pointing;
    },
    bytes: async (key) => {
      seen.loads++;
      return bucket.objects.get(key);
    },
  };
  const current = modelSource({
    models,
    parse,
    shipped: () => ({ name: 'shipped' }),
    nowMs: () => now,
    refused: (refusal, { version }) => void seen.refusals.push(version ? `${refusal} ${version}` : refusal),
    failed: () => void seen.failures++,
  });
  /** Publishes as the command does: the bytes first, then the pointer. */
  const publish = (text: string, etag = text, stored = text): void => {
    const pointer = pointerTo(text);
    bucket.objects.set(pointer.key, bytesOf(stored));
    bucket.pointing = { kind: 'pointer', pointer, etag };
  };
  const later = async (ms = 5 * MINUTE_MS): Promise<string> => {
    now += ms;
    return (await current()).name;
  };
  return { bucket, seen, publish, later };
}

describe('the model in use', () => {
  it('is the one that ships, where none was published', async () => {
    const { seen, later } = source();
    expect([await later(0), await later(0), await later(4 * MINUTE_MS)]).toEqual(['shipped', 'shipped', 'shipped']);
    expect(seen.looks).toEqual([undefined]);
  });

  it('is swapped within five minutes, without a deployment', async () => {
    const { publish, seen, later } = source();
    await later(0);
    publish('model one');
    expect(await later(4 * MINUTE_MS)).toBe('shipped');
    expect(await later(1 * MINUTE_MS)).toBe('one');
    publish('model two');
    expect(await later()).toBe('two');
    expect(seen.looks).toEqual([undefined, undefined, 'model one']);
  });

  it('is loaded once, and not again while nobody moves the pointer', async () => {
    const { publish, seen, later } = source();
    publish('model one');
    for (let look = 0; look < 4; look++) expect(await later()).toBe('one');
    expect(seen.loads).toBe(1);
  });

  it('is not loaded again when the pointer was written anew to the same bytes', async () => {
    const { publish, seen, later } = source();
    publish('model one', 'etag 1');
    await later();
    publish('model one', 'etag 2');
    expect(await later()).toBe('one');
    expect(seen.loads).toBe(1);
  });

  it('is the one that ships again, once the pointer is taken away', async () => {
    const { bucket, publish, later } = source();
    publish('model one');
    await later();
    bucket.pointing = { kind: 'none' };
    expect(await later()).toBe('shipped');
  });
});

describe('a bad model', () => {
  it.each([
    ['is no model', 'nonsense', 'nonsense', 'model_unreadable nonsense'],
    ['is not what was published', 'model two', 'model TWO', 'wrong_hash model two'],
  ])('that %s is refused, and the last good one stays', async (_, text, stored, refusal) => {
    const { publish, seen, later } = source();
    publish('model one');
    await later();
    publish(text, text, stored);
    expect(await later()).toBe('one');
    expect(seen.refusals).toEqual([refusal]);
  });

  it('that is missing is refused', async () => {
    const { bucket, publish, seen, later } = source();
    publish('model one');
    bucket.objects.clear();
    expect(await later()).toBe('shipped');
    expect(seen.refusals).toEqual(['model_missing model one']);
  });

  it('behind a pointer that nobody can read is refused', async () => {
    const { bucket, publish, seen, later } = source();
    publish('model one');
    await later();
    bucket.pointing = { kind: 'unreadable', etag: 'garbage' };
    expect(await later()).toBe('one');
    expect(seen.refusals).toEqual(['pointer_unreadable']);
  });

  it('rings as long as it is pointed at, and is not loaded again', async () => {
    const { publish, seen, later } = source();
    publish('nonsense');
    for (let look = 0; look < 3; look++) expect(await later()).toBe('shipped');
    expect(seen.refusals).toHaveLength(3);
    expect(seen.loads).toBe(1);
    publish('model one');
    expect(await later()).toBe('one');
    expect(await later()).toBe('one');
    expect(seen.refusals).toHaveLength(3);
  });
});

describe('a bucket that can not be asked', () => {
  it('leaves the model in use, and is asked again soon', async () => {
    const { bucket, publish, seen, later } = source();
    publish('model one');
    await later();
    bucket.pointing = new Error('down');
    expect(await later()).toBe('one');
    expect(seen.failures).toBe(1);
    publish('model two');
    expect(await later(29_000)).toBe('one');
    expect(await later(1_000)).toBe('two');
  });

  it('is asked once, however many ask at once', async () => {
    const { bucket, seen, later } = source();
    bucket.pointing = new Error('down');
    expect(await Promise.all([later(0), later(0), later(0)])).toEqual(['shipped', 'shipped', 'shipped']);
    expect(seen.looks).toHaveLength(1);
  });
});
