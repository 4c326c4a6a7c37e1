import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleFolder } from '#bench/bundles.ts';
import { report } from '#bench/report.ts';
import type { Result, Row } from '#bench/row.ts';
import { rows } from '#bench/rows.ts';
import { UsageError } from '#local/command-line.ts';

/** Runs the benchmarks: what the code costs, beside the least that the same work can cost. */

const HELP = `npm run bench [-- NAME ...] [--json]

Runs the benchmarks whose names begin with NAME, or all that this machine can run: write-units starts the local stack, which needs Java.

${rows.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

  --strict exit 1 when a figure is over its budget
  --json   one JSON object on the last line: {"results": [{"name", "value", "unit", "ratio", "budget", "ok"}]}
  --help   this text

Exit code 0 when all was measured, 1 when something could not be, 2 for a wrong option or name.`;

const OPTIONS = {
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** The rows asked for; all without a name. A name that no row has would go unnoticed among others. */
function chosenOf(names: readonly string[]): readonly Row[] {
  const unknown = names.filter((each) => !rows.some(({ name }) => each !== '' && name.startsWith(each)));
  if (unknown.length > 0) {
    const all = rows.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no benchmark '${unknown.join("', '")}'. Names: ${all}.`);
  }
  return names.length === 0 ? rows : rows.filter(({ name }) => names.some((each) => name.startsWith(each)));
}

function parsed() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

async function measured(names: readonly string[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, measure, missing } of chosenOf(names)) {
    const reason = names.length === 0 ? await missing?.() : undefined;
    if (reason) console.error(`${name}: left out. ${reason}`);
    else results.push(...(await measure((line) => console.error(`${name}: ${line}`))));
  }
  return results;
}

async function main(): Promise<number> {
  const { values, positionals } = parsed();
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
  process.exitCode = error instanceof UsageError ? 2 : 1;
} finally {
  const folder = await bundleFolder();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
