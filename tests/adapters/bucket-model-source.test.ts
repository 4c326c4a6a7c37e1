import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bucketModelSource } from '#adapters/bucket-model-source.ts';

const s3 = mockClient(S3Client);
let folder: string;

beforeEach(() => {
  s3.reset();
  folder = mkdtempSync(join(tmpdir(), 'earshot-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const source = () => {
  const unreachable = (error: unknown) => expect.unreachable(String(error));
  return bucketModelSource(
    'bytes',
    folder,
  )({
    parse: (bytes) => new TextDecoder().decode(bytes),
    refused: unreachable,
    failed: unreachable,
  });
};

it('reads the file beside the bundle, where the bucket points at nothing', async () => {
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no', $metadata: { httpStatusCode: 404 } }));
  writeFileSync(join(folder, 'shipped.model'), 'the model that ships');
  expect(await source()()).toBe('the model that ships');
});

it('says so when that file is missing: nothing can be judged', async () => {
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no', $metadata: { httpStatusCode: 404 } }));
  await expect(source()()).rejects.toThrow('ENOENT');
});
