/** Synthesizes the app in this process, bundles and all, and keeps the result until a source changes. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from './source-hash.ts';

export interface SynthesizeOptions {
  /** What builds the app into a folder. */
  readonly build: (outdir: string) => Promise<void>;
  /** Whatever else the result depends on, such as settings of a stage. */
  readonly variant: string;
  /** The folder with the sources. @default this repository */
  readonly root?: string;
  /** Where results are kept. @default .earshot/synth in the root */
  readonly cache?: string;
}

export interface Synthesized {
  /** The folder with the manifest. */
  readonly assembly: string;
  readonly cached: boolean;
  readonly seconds: number;
}

/** Results kept besides the newest. */
const KEPT = 3;

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** Answers with a synthesized app, from the cache where no source has changed. */
export async function synthesize({
  build,
  variant,
  root = REPOSITORY,
  cache = join(root, '.earshot', 'synth'),
}: SynthesizeOptions): Promise<Synthesized> {
  const startedAt = performance.now();
  const secondsSince = (): number => Math.round(performance.now() - startedAt) / 1000;
  const assembly = join(cache, sourceHash(root, variant));
  if (existsSync(join(assembly, 'manifest.json'))) {
    utimesSync(assembly, new Date(), new Date());
    return { assembly, cached: true, seconds: secondsSince() };
  }
  mkdirSync(cache, { recursive: true });
  const unfinished = `${assembly}.${process.pid}.new`;
  await build(unfinished);
  publish(unfinished, assembly);
  dropOld(cache);
  return { assembly, cached: false, seconds: secondsSince() };
}

/** Another process may have finished the same result first; either will do. */
function publish(unfinished: string, assembly: string): void {
  try {
    renameSync(unfinished, assembly);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(join(assembly, 'manifest.json'))) throw error;
  }
}

function dropOld(cache: string): void {
  const byAge = readdirSync(cache)
    .map((name) => join(cache, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byAge.slice(KEPT + 1)) rmSync(old, { recursive: true, force: true });
}
