import { bucketClientFor, findBucket } from '#adapters/model-bucket.ts';
import { bucketModels, type Models } from '#adapters/models.ts';
import { UsageError } from '../command-line.ts';
import { outputsIn, outputsText } from '../outputs.ts';
import type { ModelTarget } from './command-line.ts';

/** From what was written on the command line to the models of a stage. */

function bucketIn(target: Extract<ModelTarget, { kind: 'outputs' }>): string {
  const text = outputsText(target.file, 'name the buckets of a stack that runs here: --endpoint URL');
  const { BucketName: name } = outputsIn(text, target);
  if (typeof name === 'string') return name;
  throw new UsageError(`${target.file} lacks BucketName: deploy both stacks of the stage with it.`);
}

/** The models that are meant, and the name of their bucket. @throws {UsageError} when they can't be told. */
export async function modelsAt(target: ModelTarget): Promise<{ models: Models; bucket: string }> {
  const client = bucketClientFor(target.kind === 'endpoint' ? target.url : undefined);
  const bucket = target.kind === 'endpoint' ? await findBucket(client) : bucketIn(target);
  if (bucket === undefined) throw new UsageError("The server has no bucket of Earshot's.");
  return { models: bucketModels({ bucket, client: () => client }), bucket };
}
