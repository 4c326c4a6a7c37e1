import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type ModelPointer, modelPointer, POINTER_KEY } from '#contracts/model-pointer.ts';

/** Models in the bucket, and the pointer to the one in use. */

/** What the pointer was found to be. `same`: nobody has moved it since the ETag given. */
export type Pointing =
  | { readonly kind: 'same' | 'none' }
  | { readonly kind: 'unreadable'; readonly etag: string | undefined }
  | { readonly kind: 'pointer'; readonly pointer: ModelPointer; readonly etag: string | undefined };

export interface Models {
  /** Reads the pointer, unless it still has this ETag. */
  pointer(etag?: string): Promise<Pointing>;
  /** A model's bytes; undefined when there are none under the key. */
  bytes(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Puts another model in use. */
  point(pointer: ModelPointer): Promise<void>;
  /** Takes the pointer away: the model that ships is used again. */
  unpoint(): Promise<void>;
}

export interface BucketModelsDeps {
  readonly bucket: string;
  readonly client: () => S3Client;
  /** How long one call may take. @default no limit */
  readonly timeoutMs?: number;
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

function pointerIn(text: string, etag: string | undefined): Pointing {
  try {
    return { kind: 'pointer', pointer: modelPointer.parse(JSON.parse(text)), etag };
  } catch {
    return { kind: 'unreadable', etag };
  }
}

/** The models of a bucket. */
export function bucketModels({ bucket, client, timeoutMs }: BucketModelsDeps): Models {
  const limits = () => (timeoutMs === undefined ? {} : { abortSignal: AbortSignal.timeout(timeoutMs) });
  return {
    pointer: async (etag) => {
      try {
        const asked = { Bucket: bucket, Key: POINTER_KEY, IfNoneMatch: etag };
        const { Body, ETag } = await client().send(new GetObjectCommand(asked), limits());
        return pointerIn((await Body?.transformToString('utf-8')) ?? '', ETag);
      } catch (error) {
        if (statusOf(error) === 304) return { kind: 'same' };
        if (error instanceof NoSuchKey) return { kind: 'none' };
        throw error;
      }
    },
    bytes: async (key) => {
      try {
        const { Body } = await client().send(new GetObjectCommand({ Bucket: bucket, Key: key }), limits());
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    put: async (Key, Body) => {
      const ContentType = 'application/octet-stream';
      await client().send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType }), limits());
    },
    point: async (pointer) => {
      const Body = JSON.stringify(pointer);
      const asked = { Bucket: bucket, Key: POINTER_KEY, Body, ContentType: 'application/json' };
      await client().send(new PutObjectCommand(asked), limits());
    },
    unpoint: async () => {
      await client().send(new DeleteObjectCommand({ Bucket: bucket, Key: POINTER_KEY }), limits());
    },
  };
}
