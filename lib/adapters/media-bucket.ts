import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { MediaObjects } from '#domain/media.ts';

/** What customers attach, in the bucket. */
export function bucketMedia(bucket: string, client: S3Client = new S3Client({})): MediaObjects {
  return {
    put: async (key, bytes, type) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: type }));
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}
