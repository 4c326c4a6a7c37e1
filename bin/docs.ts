import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Page, pages } from '#contracts/catalogue-docs/pages.ts';
import { networkPages } from '#local/networks/pages.ts';

/** Makes the documents that follow from the contracts and the registry of platforms, or checks that they do. */

const HELP = `npm run docs [-- --check] [--json]

Writes docs/events.md, docs/data-model.md and openapi.json from lib/contracts, and from the registry of platforms
docs/platforms/README.md and the list of networks in README.md.

  --check  writes nothing; exit 1 when a file differs
  --json   one JSON object on the last line: {"files": [{"path", "state"}]}
  --help   this text`;

const OPTIONS = {
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type State = 'same' | 'written' | 'differs';

const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

function stateOf(page: Page, isCheck: boolean): State {
  const file = fileOf(page.path);
  if (existsSync(file) && readFileSync(file, 'utf8') === page.text) return 'same';
  if (isCheck) return 'differs';
  writeFileSync(file, page.text);
  return 'written';
}

function main(): number {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const all = [...pages(), ...networkPages(readFileSync(fileOf('README.md'), 'utf8'))];
  const files = all.map((page) => ({ path: page.path, state: stateOf(page, values.check) }));
  for (const { path, state } of files) console.error(`${path}: ${state}`);
  const isStale = files.some(({ state }) => state === 'differs');
  if (isStale) console.error('Run `npm run docs` and commit what it writes.');
  if (values.json) console.log(JSON.stringify({ files }));
  return isStale ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
