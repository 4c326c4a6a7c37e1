/** The app of this repository, ready for the local run. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StageName } from '../../bin/app.ts';
import { LocalRunError } from './errors.ts';
import { type Synthesized, synthesize } from './synthesize.ts';

export interface EarshotAppOptions {
  /** Which deployment is run. @default staging */
  readonly stage?: StageName;
  /** An address that is told of urgent breaches, as a stage's settings may name one. @default none */
  readonly alertEndpoint?: { readonly url: string; readonly rate: number };
}

/** What the builder is asked for, as its only argument. */
export interface BuildRequest extends EarshotAppOptions {
  readonly outdir: string;
}

const BUILDER = fileURLToPath(new URL('./build-earshot.ts', import.meta.url));

/** Synthesizes one stage of the app, from the cache where no source has changed. */
export function synthesizeEarshot(options: EarshotAppOptions = {}): Promise<Synthesized> {
  return synthesize({ variant: JSON.stringify(options), build: (outdir) => buildApart({ ...options, outdir }) });
}

/**
 * Builds in a process of its own: the bundler writes to our standard error where nothing can hold it back, blocks its
 * process for seconds, and leaves the CDK's memory behind. What it wrote is shown when it fails.
 */
function buildApart(request: BuildRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [BUILDER, JSON.stringify(request)],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error) reject(new LocalRunError(`The app could not be synthesized:\n${stderr}${stdout}`));
        else resolve();
      },
    );
  });
}
