import { createHash } from 'node:crypto';
import type { Models } from '#adapters/models.ts';
import { type ModelPointer, modelKey } from '#contracts/model-pointer.ts';

/** Publishing a model, looking at the one in use, going back to the one that ships. */

/** What every deed is given. */
export interface ModelDeps {
  readonly models: Models;
  /** Reads the model's own name out of its bytes. @throws when they are no model */
  readonly versionOf: (bytes: Uint8Array) => string;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What is in use: nothing published, or a model with what is wrong with it. */
export type InUse =
  | { readonly model: 'shipped'; readonly sound: true }
  | { readonly model: 'published'; readonly pointer: ModelPointer; readonly sound: boolean; readonly problem?: string }
  | { readonly model: 'unknown'; readonly sound: false; readonly problem: string };

function problemOf({ versionOf }: ModelDeps, pointer: ModelPointer, bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return 'there are no bytes under its key';
  if (hashOf(bytes) !== pointer.sha256) return 'its bytes are not those that were published';
  try {
    const version = versionOf(bytes);
    return version === pointer.version ? undefined : `it calls itself ${version}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Looks at the model in use as the functions do. */
export async function modelInUse(deps: ModelDeps): Promise<InUse> {
  const pointing = await deps.models.pointer();
  if (pointing.kind !== 'pointer') {
    return pointing.kind === 'unreadable'
      ? { model: 'unknown', sound: false, problem: 'the pointer can not be read' }
      : { model: 'shipped', sound: true };
  }
  const { pointer } = pointing;
  const problem = problemOf(deps, pointer, await deps.models.bytes(pointer.key));
  return { model: 'published', pointer, sound: problem === undefined, ...(problem && { problem }) };
}

/** Puts a model in use: its bytes first, so that the pointer never leads to nothing. @throws when the bytes are no model. */
export async function publishModel(
  { models, versionOf }: ModelDeps,
  bytes: Uint8Array,
  dryRun: boolean,
): Promise<ModelPointer> {
  const facts = { version: versionOf(bytes), sha256: hashOf(bytes) };
  const pointer = { key: modelKey(facts), ...facts };
  if (dryRun) return pointer;
  await models.put(pointer.key, bytes);
  await models.point(pointer);
  return pointer;
}
