import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { idsIn, readEnvelope } from '#functions/fetch-media/envelope.ts';
import { PICTURE, startMedia, TYPE } from './harness.ts';

const image = (name: string) => ({ type: 'image', url: `https://cdn.example/${name}` });
const FIRST = 'media/messenger%3A100/m-1/0';
const at = (minutes: number) => new Date(Date.parse('2026-03-02T12:00:00.000Z') + minutes * 60_000).toISOString();

describe('files of a message', () => {
  it('are kept, each under a key of its own, and the words are left alone', async () => {
    const media = startMedia({ attachments: [image('a'), image('b')] });
    await media.keep();
    const before = await media.table.messages.getAll([media.key]);
    expect(await media.run()).toBe('done');
    expect([...media.bucket.keys()]).toEqual([FIRST, 'media/messenger%3A100/m-1/1']);
    const states = await media.states();
    expect(states?.[0]).toMatchObject({ state: 'kept', key: FIRST, bytes: 7, type: TYPE });
    expect(media.counted).toEqual(['MediaKept', 'MediaKept']);
    expect(await media.table.messages.getAll([media.key])).toEqual(before);
  });

  it('are fetched once, however often the event comes', async () => {
    const media = startMedia({ attachments: [image('a')] });
    await media.keep();
    expect([await media.run(), await media.run()]).toEqual(['done', 'done']);
    expect(media.places).toEqual([{ url: 'https://cdn.example/a' }]);
  });

  it('that cannot be had say why, and hold up no other', async () => {
    const media = startMedia({ attachments: [image('a'), image('b'), { type: 'sticker' }] });
    media.world.answer = async ({ url }) =>
      url.endsWith('/a') ? { kind: 'refused', reason: 'address_not_public' } : PICTURE;
    await media.keep();
    expect(await media.run()).toBe('done');
    expect(await media.states()).toMatchObject([
      { state: 'failed', reason: 'address_not_public' },
      { state: 'kept' },
      { state: 'failed', reason: 'no_address' },
    ]);
  });

  it('that are places are no files: nothing is fetched, and nothing has failed', async () => {
    const place = { type: 'location', url: 'geo:48.85,2.35' };
    const beside = startMedia({ attachments: [place, image('a')] });
    await beside.keep();
    expect(await beside.run()).toBe('done');
    expect(await beside.states()).toMatchObject([{ state: 'waiting' }, { state: 'kept' }]);
    const alone = startMedia({ attachments: [place] });
    await alone.keep();
    expect(await alone.run()).toBe('nothing');
    expect([alone.places, await alone.states()]).toEqual([[], undefined]);
  });

  it('that cannot be had yet are tried again, alone, and given up by the last receive', async () => {
    const media = startMedia({ attachments: [image('a'), image('b')] });
    media.world.answer = async ({ url }) => (url.endsWith('/a') ? { kind: 'later', reason: 'status_503' } : PICTURE);
    await media.keep();
    for (const minutes of [0, 12, 24, 36]) {
      media.world.now = at(minutes);
      await expect(media.run()).rejects.toBeInstanceOf(TransientError);
    }
    media.world.now = at(48);
    expect(await media.run()).toBe('done');
    expect(await media.states()).toMatchObject([{ state: 'failed', reason: 'status_503' }, { state: 'kept' }]);
    expect(media.places.filter(({ url }) => url.endsWith('/b'))).toHaveLength(1);
  });

  it.each([
    [10, 10],
    [11, 10],
  ])('%d of them: %d are fetched', async (given, fetched) => {
    const media = startMedia({ attachments: Array.from({ length: given }, (_, index) => image(`${index}`)) });
    await media.keep();
    expect(await media.run()).toBe('done');
    expect(media.places).toHaveLength(fetched);
    expect((await media.states())?.slice(fetched)).toEqual(
      Array.from({ length: given - fetched }, () => ({ state: 'failed', reason: 'too_many' })),
    );
  });

  it('of a message that is not there, or has none, are nothing', async () => {
    const none = startMedia({ attachments: [] });
    expect(await none.run()).toBe('nothing');
    await none.keep();
    expect(await none.run()).toBe('nothing');
    expect(none.places).toEqual([]);
  });
});

describe('a deletion wins', () => {
  it('over a fetch that begins after it', async () => {
    const media = startMedia({ attachments: [image('a')] });
    await media.keep();
    await media.erase();
    expect(await media.run()).toBe('erased');
    expect([media.places, [...media.bucket]]).toEqual([[], []]);
  });

  it('over what was kept before it', async () => {
    const media = startMedia({ attachments: [image('a')] });
    await media.keep();
    await media.run();
    await media.erase();
    expect([...media.bucket]).toEqual([]);
    expect(await media.states()).toEqual([]);
    expect(await media.run()).toBe('erased');
  });

  it('over an attempt that died between the bucket and the table, once the event comes again', async () => {
    const media = startMedia({ attachments: [image('a')] });
    await media.keep();
    const dying = { ...media.table.media, record: () => Promise.reject(new Error('the environment died')) };
    const put = async (key: string, bytes: Uint8Array) => {
      await media.erase();
      media.bucket.set(key, bytes);
    };
    await expect(media.run({ media: dying, objects: { ...media.ports.objects, put } })).rejects.toThrow();
    expect(media.bucket.size).toBe(1);
    expect(await media.run()).toBe('erased');
    expect([...media.bucket]).toEqual([]);
  });

  it('at whatever step of the fetch it comes: nothing is left in the bucket', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 3 }), async (scheduler, count) => {
        const media = startMedia({ attachments: Array.from({ length: count }, (_, index) => image(`${index}`)) });
        await media.keep();
        const { objects, fetchFile } = media.ports;
        const put = scheduler.scheduleFunction(objects.put);
        const book = media.table.media;
        const slow = {
          ...book,
          record: scheduler.scheduleFunction(book.record),
          begin: scheduler.scheduleFunction(book.begin),
        };
        const run = media.run({
          objects: { ...objects, put },
          media: slow,
          fetchFile: scheduler.scheduleFunction(fetchFile),
        });
        const erase = scheduler.schedule(Promise.resolve(), 'erase').then(media.erase);
        await scheduler.waitFor(Promise.all([run, erase]));
        expect([...media.bucket.keys()]).toEqual([]);
        expect((await media.table.messages.getAll([media.key]))[0]?.message.attachments).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a message of the queue', () => {
  const body = JSON.stringify({
    'detail-type': 'message.received',
    detail: { data: { messageId: 'm', account: 'x:1' } },
  });

  it('names the message', () => {
    expect(readEnvelope(body)).toEqual({ account: 'x:1', id: 'm' });
    expect(idsIn(body)).toEqual({ account: 'x:1', messageId: 'm' });
  });

  it.each(['', '{}', '{"detail-type":"message.sent"}'])('that is none is parked: %s', (broken) => {
    expect(() => readEnvelope(broken)).toThrow(PermanentError);
    expect(idsIn(broken)).toEqual({ account: undefined, messageId: undefined });
  });
});
