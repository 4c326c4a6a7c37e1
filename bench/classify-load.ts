import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SHIPPED_MODEL } from '#train/model-store.ts';
import { median } from './rounds.ts';
import { type Row, result } from './row.ts';

/** How long a fresh process takes to read, check and lay out the model that ships, over one that has its code alone. */

const ROUNDS = 15;
const MOST_MS = 40;

const CODE = new URL('../lib/classifiers/embedded/model-file.ts', import.meta.url).href;
/** Prints how long the model took, and how long the process has lived. */
const PROBE = `
  const [code, file] = process.argv.slice(1);
  const [{ parseModel }, { readFileSync }] = await Promise.all([import(code), import('node:fs')]);
  const from = performance.now();
  if (file) parseModel(readFileSync(file));
  console.log(JSON.stringify({ model: performance.now() - from, all: performance.now() }));
`;

const run = promisify(execFile);

async function probed(...files: readonly string[]): Promise<{ model: number; all: number }> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', PROBE, CODE, ...files]);
  return JSON.parse(stdout);
}

export const classifyLoad: Row = {
  name: 'classify-load',
  about: 'milliseconds to load the model that ships in a fresh process',
  measure: async (progress) => {
    const rounds: { model: number; all: number; empty: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      progress(`round ${round + 1} of ${ROUNDS}`);
      const { all: empty } = await probed();
      rounds.push({ ...(await probed(SHIPPED_MODEL)), empty });
    }
    const empty = median(rounds.map((each) => each.empty));
    return [
      result({
        name: 'classify-load',
        value: median(rounds.map(({ model }) => model)),
        unit: 'ms',
        ratio: median(rounds.map(({ all, empty: without }) => all / without)),
        against: `a process that loads the code alone, ${empty.toFixed(0)} ms`,
        budget: MOST_MS,
        bounds: 'value',
      }),
    ];
  },
};
