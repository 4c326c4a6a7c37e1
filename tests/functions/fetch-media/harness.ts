import type { Credentials } from '#domain/credentials.ts';
import type { Fetched, FetchFile } from '#domain/media.ts';
import type { Attachment } from '#domain/message.ts';
import { createFetchMedia } from '#functions/fetch-media/fetch-media.ts';
import type { FetchMediaPorts } from '#functions/fetch-media/ports.ts';
import { SILENT } from '#functions/shell/log.ts';
import { eraseWords } from '#functions/triage/long-text.ts';
import type { Media } from '#platforms/media.ts';
import { platformNamed } from '#platforms/registry.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { customerMessage, NOON } from '#tests/support/messages.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

/** The story of fetch-media over the in-memory table, with a bucket that is a map and a fetcher that a test writes. */

export const TYPE = 'image/png';
export const PICTURE: Fetched = { kind: 'fetched', bytes: Buffer.from('picture'), type: TYPE };

/** What a test may change while the story runs. */
const newWorld = () => ({
  now: NOON,
  answer: async (_place: Parameters<FetchFile>[0]): Promise<Fetched> => PICTURE,
  credentials: { accessToken: 'token-1' } as Credentials,
});

const withMedia =
  (media: Media | undefined): FetchMediaPorts['platformNamed'] =>
  (name) => {
    const platform = platformNamed(name);
    return platform && { ...platform, ...(media && { media }) };
  };

const objectsIn = (bucket: Map<string, Uint8Array>): FetchMediaPorts['objects'] => ({
  put: async (at, bytes) => void bucket.set(at, bytes),
  remove: async (at) => void bucket.delete(at),
});

export function startMedia(given: { attachments: readonly Attachment[]; media?: Media }) {
  const table = memoryTable();
  const bucket = new Map<string, Uint8Array>();
  const message = customerMessage({ id: 'm-1', attachments: given.attachments });
  const key = { account: message.account, id: message.id };
  const places: Parameters<FetchFile>[0][] = [];
  const counted: string[] = [];
  const world = newWorld();
  const ports: FetchMediaPorts = {
    messages: table.messages,
    media: table.media,
    objects: objectsIn(bucket),
    platformNamed: withMedia(given.media),
    credentialsOf: async () => world.credentials,
    ask: async () => ({ status: 200, headers: {}, body: '{}' }),
    fetchFile: (place) => {
      places.push(place);
      return world.answer(place);
    },
    keptDays: 30,
    clock: () => world.now,
    count: (name) => void counted.push(name),
    log: SILENT,
  };
  const parts = { table, bucket, message, key, places, counted, world, ports };
  return {
    ...parts,
    run: (override: Partial<FetchMediaPorts> = {}) => createFetchMedia({ ...ports, ...override })(key),
    keep: () => table.messages.put({ message, ticketId: 't-1' }),
    /** What triage does when the author takes the message back. */
    erase: async () => {
      const [filed] = await table.messages.getAll([key]);
      const blobs = { ...memoryBlobs(), remove: async (at: string) => void bucket.delete(at) };
      if (filed) await eraseWords({ ...table, blobs, clock: () => world.now }, filed.message);
    },
    states: async () => (await table.media.of([key])).get('m-1')?.attachments,
  };
}
