import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bucketClientFor, findBucket } from '#adapters/model-bucket.ts';
import { modelSource } from '#adapters/model-source.ts';
import { bucketModels } from '#adapters/models.ts';
import { publishModel } from '#local/model/deeds.ts';

/** Publishing, finding and swapping on a bucket server: what the conditions of a read really do. */

let server: Awaited<ReturnType<typeof startFauxqs>>;
const nameIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
});

afterAll(() => server.stop());

it('swaps a model that is published while functions run', async () => {
  const client = bucketClientFor(`http://127.0.0.1:${server.port}`);
  await client.send(new CreateBucketCommand({ Bucket: 'earshot-state-bytesbucket' }));
  const bucket = (await findBucket(client)) ?? '';
  const models = bucketModels({ bucket, client: () => client });
  let now = 0;
  const failed = (error: unknown) => expect.unreachable(String(error));
  const current = modelSource({
    models,
    parse: nameIn,
    shipped: () => 'shipped',
    nowMs: () => now,
    refused: failed,
    failed,
    everyMs: 1,
  });
  const later = (): Promise<string> => {
    now += 1;
    return current();
  };
  const publish = (name: string) => publishModel({ models, versionOf: nameIn }, new TextEncoder().encode(name), false);

  expect(await later()).toBe('shipped');
  await publish('one');
  expect([await later(), await later()]).toEqual(['one', 'one']);
  await publish('two');
  expect(await later()).toBe('two');
  await models.unpoint();
  expect(await later()).toBe('shipped');
  client.destroy();
});
