import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleFolder } from '#bench/bundles.ts';
import { report } from '#bench/report.ts';
import type { Result } from '#bench/row.ts';
import { rows } from '#bench/rows.ts';

/** Runs the benchmarks: what the code costs, beside the least that the same work can cost. */

const HELP = `npm run bench [-- NAME ...] [--json]

Runs the benchmarks whose names begin with NAME, or all that this machine can run: write-units starts the local stack, which needs Java.

${rows.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

  --strict exit 1 when a figure is over its budget
  --json   one JSON object on the last line: {"results": [{"name", "value", "unit", "ratio", "budget", "ok"}]}
  --help   this text`;

const OPTIONS = {
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function measured(names: readonly string[]): Promise<Result[]> {
  const chosen = rows.filter(({ name }) => names.length === 0 || names.some((each) => name.startsWith(each)));
  if (chosen.length === 0)
    throw new Error(`There is no benchmark of this name. Names: ${rows.map(({ name }) => name).join(', ')}.`);
  const results: Result[] = [];
  for (const { name, measure, missing } of chosen) {
    const reason = names.length === 0 ? await missing?.() : undefined;
    if (reason) console.error(`${name}: left out. ${reason}`);
    else results.push(...(await measure((line) => console.error(`${name}: ${line}`))));
  }
  return results;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const results = await measured(positionals);
  console.log(report(results));
  if (values.json) console.log(JSON.stringify({ results }));
  return values.strict && results.some(({ ok }) => !ok) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  const folder = await bundleFolder();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
