import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type ModelSourceDeps, modelSource } from '#adapters/model-source.ts';
import { bucketModels } from '#adapters/models.ts';
import { SHIPPED_MODEL_NAME } from '#contracts/model-pointer.ts';

/** A message does not wait long for a bucket that does not answer: the model in use will do. */
const TIMEOUT_MS = 2_000;

type Told<M> = Pick<ModelSourceDeps<M>, 'parse' | 'refused' | 'failed'>;

/**
 * The model in use, from the bucket or from the file that ships.
 * @param folder where that file lies: beside the bundle
 * @param newClient makes the client for the first look
 */
export function bucketModelSource(
  bucket: string,
  folder: string,
  newClient: () => S3Client = () => new S3Client({ maxAttempts: 2 }),
) {
  let made: S3Client | undefined;
  const client = (): S3Client => {
    made ??= newClient();
    return made;
  };
  const models = bucketModels({ bucket, client, timeoutMs: TIMEOUT_MS });
  const shippedFile = join(folder, SHIPPED_MODEL_NAME);
  return <M>({ parse, refused, failed }: Told<M>): (() => Promise<M>) =>
    modelSource({ models, parse, shipped: () => parse(readFileSync(shippedFile)), nowMs: Date.now, refused, failed });
}
