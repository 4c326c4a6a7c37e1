import type { Blobs } from '#domain/ports.ts';

/**
 * The bucket for what is too large for a queue message or an item. Few messages are: its client, the largest part of a
 * bundle, is loaded when the first one comes and not when the function starts.
 */
export function bucketBlobs(bucket: string): Blobs {
  let loaded: Promise<Blobs> | undefined;
  const store = (): Promise<Blobs> => {
    loaded ??= import('#adapters/object-store.ts').then(({ objectStore }) => objectStore(bucket));
    return loaded;
  };
  return {
    put: async (key, text) => (await store()).put(key, text),
    get: async (key) => (await store()).get(key),
    remove: async (key) => (await store()).remove(key),
  };
}
