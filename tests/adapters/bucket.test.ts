import 'aws-sdk-client-mock-vitest/extend';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { bucketBlobs } from '#adapters/bucket.ts';
import { PermanentError } from '#domain/errors.ts';

const s3 = mockClient(S3Client);
const blobs = bucketBlobs('care-bytes');
const at = { Bucket: 'care-bytes', Key: 'claims/x/1.json' };

/** What the SDK hands back as a body, as far as it is used. */
const bodyOf = (text: string) =>
  ({ transformToString: async () => text }) as unknown as NonNullable<GetObjectCommandOutput['Body']>;

beforeEach(() => {
  s3.reset();
});

describe('the bucket', () => {
  it('keeps text under its key, as JSON in UTF-8', async () => {
    s3.on(PutObjectCommand).resolves({});
    await blobs.put(at.Key, '{"a":"ü"}');
    expect(s3).toHaveReceivedCommandExactlyOnceWith(PutObjectCommand, {
      ...at,
      Body: '{"a":"ü"}',
      ContentType: 'application/json; charset=utf-8',
    });
  });

  it('gives the text back', async () => {
    s3.on(GetObjectCommand, at).resolves({ Body: bodyOf('{"a":1}') });
    await expect(blobs.get(at.Key)).resolves.toBe('{"a":1}');
  });

  it('says of a claim that leads nowhere that no retry can mend it', async () => {
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'gone', $metadata: {} }));
    const got = blobs.get(at.Key);
    await expect(got).rejects.toThrow(PermanentError);
    await expect(got).rejects.toMatchObject({ reason: 'claim_missing' });
  });

  it("throws every other error of the engine's as it came, so that the work is tried again", async () => {
    const slow = Object.assign(new Error('slow down'), { name: 'SlowDown' });
    s3.on(GetObjectCommand).rejects(slow).on(PutObjectCommand).rejects(slow).on(DeleteObjectCommand).rejects(slow);
    await expect(blobs.get(at.Key)).rejects.toBe(slow);
    await expect(blobs.put(at.Key, '')).rejects.toBe(slow);
    await expect(blobs.remove(at.Key)).rejects.toBe(slow);
  });

  it('removes what is under a key', async () => {
    s3.on(DeleteObjectCommand).resolves({});
    await blobs.remove(at.Key);
    expect(s3).toHaveReceivedCommandExactlyOnceWith(DeleteObjectCommand, at);
  });
});
