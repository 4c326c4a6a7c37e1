import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PermanentError } from '#domain/errors.ts';
import type { Blobs } from '#domain/ports.ts';

/** The bucket for what is too large for a queue message or an item. Few messages are: its client is made for the first. */
export function bucketBlobs(bucket: string, newClient: () => S3Client = () => new S3Client({})): Blobs {
  let made: S3Client | undefined;
  const client = (): S3Client => {
    made ??= newClient();
    return made;
  };
  return {
    put: async (key, text) => {
      const at = { Bucket: bucket, Key: key };
      await client().send(new PutObjectCommand({ ...at, Body: text, ContentType: 'application/json; charset=utf-8' }));
    },
    get: async (key) => {
      try {
        const { Body } = await client().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return (await Body?.transformToString('utf-8')) ?? '';
      } catch (error) {
        if (error instanceof NoSuchKey)
          throw new PermanentError('claim_missing', 'the bucket holds nothing under this claim');
        throw error;
      }
    },
    remove: async (key) => {
      await client().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}
