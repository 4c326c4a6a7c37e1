import { readFileSync } from 'node:fs';
import type { Models } from '#adapters/models.ts';
import { UsageError } from '../command-line.ts';
import type { ModelCommand } from './command-line.ts';
import { type ModelDeps, modelInUse, publishModel } from './deeds.ts';
import type { ModelReport } from './report.ts';

/** Does what the command line says. */

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}

export interface RunDeps {
  readonly at: { readonly models: Models; readonly bucket: string };
  readonly versionOf: ModelDeps['versionOf'];
}

/** @throws what the parser throws, when the file is no model. */
export async function runModel({ deed, dryRun }: ModelCommand, { at, versionOf }: RunDeps): Promise<ModelReport> {
  const { models, bucket } = at;
  const common = { deed: deed.kind, bucket, dryRun };
  const deps = { models, versionOf };
  switch (deed.kind) {
    case 'publish':
      return { ...common, published: await publishModel(deps, bytesOf(deed.file), dryRun) };
    case 'show':
      return { ...common, inUse: await modelInUse(deps) };
    case 'reset':
      if (!dryRun) await models.unpoint();
      return common;
  }
}
