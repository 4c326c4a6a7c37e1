import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Bundle, bundles } from './bundles.ts';
import { median } from './rounds.ts';
import { type Row, result } from './row.ts';

/** How long a fresh process takes to load each function, over what it takes to load an empty module. */

const ROUNDS = 9;
/** The goals for a cold start, 200 ms to take webhooks and 300 ms otherwise, less the 115 ms that Node itself takes there. */
const INGEST_MS = 85;
const OTHERS_MS = 185;

const run = promisify(execFile);

/** Since the process began, when the module is loaded. */
const PROBE = 'require(process.argv[1]); process.stdout.write(String(performance.now())); process.exit()';

/** What a variable may hold: the first that its schema takes. */
const ANYTHING = [
  'https://example.com/bench',
  JSON.stringify({ kind: 'embedded' }),
  JSON.stringify({ channels: [], handlingMinutes: 1, staff: { default: 1 } }),
  JSON.stringify({ keptDays: 1, maxMegabytes: 1, trustedHosts: [], trustedOnly: true }),
  '1',
  'true',
];

interface Variable {
  readonly parse: (value: string) => unknown;
}

function takes(variable: Variable, value: string): boolean {
  try {
    variable.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** Something for every variable that a function's schema asks for. */
async function environmentOf(name: string): Promise<Record<string, string>> {
  const { env } = (await import(`#functions/${name}/env.ts`)) as { env: { shape: Record<string, Variable> } };
  return Object.fromEntries(
    Object.entries(env.shape).map(([variable, schema]) => {
      const value = ANYTHING.find((each) => takes(schema, each));
      if (value === undefined) throw new Error(`${name}: nothing known fits ${variable}`);
      return [variable, value];
    }),
  );
}

interface Probe {
  readonly name: string;
  readonly file: string;
  readonly env: Record<string, string>;
}

async function loadMs({ file, env }: Probe): Promise<number> {
  const options = { env: { AWS_REGION: 'eu-central-1', ...env } };
  const { stdout } = await run(process.execPath, ['-e', PROBE, file], options);
  return Number(stdout);
}

async function probesOf(made: readonly Bundle[]): Promise<Probe[]> {
  const empty = join(dirname(made[0]?.file ?? '.'), 'empty.js');
  writeFileSync(empty, '');
  const probes = made.map(async ({ name, file }) => ({ name, file, env: await environmentOf(name) }));
  return [{ name: 'empty', file: empty, env: {} }, ...(await Promise.all(probes))];
}

async function timesOf(probes: readonly Probe[], progress: (line: string) => void): Promise<Map<string, number[]>> {
  const times = new Map(probes.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    progress(`round ${round + 1} of ${ROUNDS}`);
    for (const probe of probes) times.get(probe.name)?.push(await loadMs(probe));
  }
  return times;
}

export const bundleLoad: Row = {
  name: 'bundle-load',
  about: 'milliseconds to load each bundle in a fresh process, an empty module taken off',
  measure: async (progress) => {
    const made = await bundles();
    const times = await timesOf(await probesOf(made), progress);
    const empty = median(times.get('empty') ?? []);
    return made.map(({ name }) => {
      const total = median(times.get(name) ?? []);
      return result({
        name: `bundle-load ${name}`,
        value: total - empty,
        unit: 'ms',
        ratio: total / empty,
        against: `a process that loads an empty module, ${empty.toFixed(0)} ms`,
        budget: name === 'receive-webhook' ? INGEST_MS : OTHERS_MS,
        bounds: 'value',
      });
    });
  },
};
