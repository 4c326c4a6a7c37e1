import 'aws-sdk-client-mock-vitest/extend';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { bucketModels } from '#adapters/models.ts';
import { modelKey } from '#contracts/model-pointer.ts';

const s3 = mockClient(S3Client);
const models = bucketModels({ bucket: 'bytes', client: () => new S3Client({}), timeoutMs: 2_000 });

const SHA = 'a'.repeat(64);
const pointer = { key: 'models/v1-aaaaaaaaaaaa.model', sha256: SHA, version: 'v1' };
const missing = new NoSuchKey({ message: 'no', $metadata: { httpStatusCode: 404 } });
const holding = (text: string) => ({
  ETag: '"etag"',
  Body: { transformToString: async () => text, transformToByteArray: async () => new TextEncoder().encode(text) },
});

beforeEach(() => {
  s3.reset();
});

describe('the pointer to a model', () => {
  it('is read with its ETag, and not again while it has it', async () => {
    s3.on(GetObjectCommand).resolvesOnce(holding(JSON.stringify(pointer)) as never);
    expect(await models.pointer()).toEqual({ kind: 'pointer', pointer, etag: '"etag"' });
    s3.on(GetObjectCommand).rejects(Object.assign(new Error('304'), { $metadata: { httpStatusCode: 304 } }));
    expect(await models.pointer('"etag"')).toEqual({ kind: 'same' });
    expect(s3).toHaveReceivedLastCommandWith(GetObjectCommand, {
      Bucket: 'bytes',
      Key: 'models/current.json',
      IfNoneMatch: '"etag"',
    });
  });

  it('may be missing', async () => {
    s3.on(GetObjectCommand).rejects(missing);
    expect(await models.pointer()).toEqual({ kind: 'none' });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"key":"models/x.model"}'],
    ['another folder', JSON.stringify({ ...pointer, key: 'texts/customer/1.txt' })],
    ['the folder above', JSON.stringify({ ...pointer, key: 'models/../texts/1.model' })],
    ['a hash that is none', JSON.stringify({ ...pointer, sha256: 'abc' })],
  ])('may be unreadable: %s', async (_, text) => {
    s3.on(GetObjectCommand).resolves(holding(text) as never);
    expect(await models.pointer()).toEqual({ kind: 'unreadable', etag: '"etag"' });
  });

  it('that can not be asked for is an error', async () => {
    s3.on(GetObjectCommand).rejects(new Error('down'));
    await expect(models.pointer()).rejects.toThrow('down');
    await expect(models.bytes('models/x')).rejects.toThrow('down');
  });

  it('is written and taken away', async () => {
    await models.point(pointer);
    expect(s3).toHaveReceivedCommandWith(PutObjectCommand, {
      Key: 'models/current.json',
      Body: JSON.stringify(pointer),
    });
    await models.unpoint();
    expect(s3).toHaveReceivedCommandWith(DeleteObjectCommand, { Key: 'models/current.json' });
  });
});

describe('a model', () => {
  it('is read and written as bytes', async () => {
    s3.on(GetObjectCommand).resolves(holding('bytes') as never);
    expect(await models.bytes(pointer.key)).toEqual(new TextEncoder().encode('bytes'));
    await models.put(pointer.key, new Uint8Array([1, 2]));
    expect(s3).toHaveReceivedCommandWith(PutObjectCommand, { Key: pointer.key, Body: new Uint8Array([1, 2]) });
  });

  it('may be missing', async () => {
    s3.on(GetObjectCommand).rejects(missing);
    expect(await models.bytes(pointer.key)).toBeUndefined();
  });

  it('has a key that says what it holds', () => {
    expect(modelKey({ version: '2026-11-24/α 1', sha256: SHA })).toBe('models/2026-11-24---1-aaaaaaaaaaaa.model');
  });
});
