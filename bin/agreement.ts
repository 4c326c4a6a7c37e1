import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { agreementByPart } from '#train/agreement/agreement.ts';
import { agreementLines } from '#train/agreement/report.ts';
import { labelledTwice } from '#train/agreement/second-labels.ts';

/** `npm run agreement`: how far two labellers of the corpus agree. */

const HELP = `Compares the labels of the corpus with second labels, given without sight of the first.

  npm run agreement [-- options]

  --json   one JSON object on the last line
  --help   this text

Exit codes: 0 compared, 1 could not be compared, 2 wrong options.
`;

const OPTIONS = { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;

function main(): void {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const { messages, lost } = labelledTwice(join(import.meta.dirname, '../train/corpus'));
  const parts = agreementByPart(messages);
  for (const line of agreementLines(parts, lost)) console.log(line);
  if (values.json) console.log(JSON.stringify({ lost, parts }));
}

const isUsage = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = isUsage(error) ? 2 : 1;
}
