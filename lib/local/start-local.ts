/** Runs a synthesized app on this machine. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEngines } from './engines/engines.ts';
import type { LocalStack } from './local-stack.ts';
import type { StartOptions } from './options.ts';
import { makersOf } from './resources/makers.ts';
import { fillSecrets } from './resources/secret.ts';
import { stackOf } from './running-stack.ts';
import { readAssembly } from './template/assembly.ts';
import { deploy } from './template/deployment.ts';
import { localiser } from './template/localise.ts';
import type { World } from './world.ts';

/** Starts the engines, makes every resource of the templates, and sets everything in motion. */
export async function startLocal(given: StartOptions): Promise<LocalStack> {
  const options = absolute(given);
  const progress = options.onProgress ?? (() => {});
  const stacks = readAssembly(options.assembly).filter(({ name }) => options.stacks?.(name) ?? true);
  markAsCommonJs(options.assembly);
  progress('starting DynamoDB Local, queues and buckets');
  const { world, capacity, stop } = await startEngines(options);
  const stopAll = async (): Promise<void> => {
    await stopWork(world);
    await stop();
  };
  try {
    progress('making the resources of the templates');
    const localise = localiser({ rewrites: world.rewrites, secret: (id) => world.secrets.value(id) });
    const outputs = await deploy(stacks, { makers: makersOf(world), localise });
    fillSecrets(world, outputs);
    for (const ready of world.onReady) ready();
    world.clock.run();
    return stackOf({ world, capacity, outputs, stop: stopAll });
  } catch (error) {
    await stopAll();
    throw error;
  }
}

function absolute(options: StartOptions): StartOptions {
  const { assembly, dataDirectory } = options;
  return { ...options, assembly: resolve(assembly), dataDirectory: dataDirectory && resolve(dataDirectory) };
}

/** Bundles are CommonJS, and the package they lie in says that its files are modules. */
function markAsCommonJs(assembly: string): void {
  writeFileSync(join(assembly, 'package.json'), '{"type":"commonjs"}\n');
}

async function stopWork(world: World): Promise<void> {
  world.clock.stop();
  for (const mapping of [...world.queueMappings, ...world.streamMappings]) mapping.stop();
  world.staleIndexes.stop();
  for (const made of world.functions.values()) made.stop();
  for (const { api } of world.apis.values()) await api.stop();
}
