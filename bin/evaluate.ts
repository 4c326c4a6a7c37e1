import { parseArgs } from 'node:util';
import { detectLanguage } from '#classifiers/embedded/detect-language.ts';
import { embeddedClassifier } from '#classifiers/embedded/embedded.ts';
import { withPersonalData } from '#classifiers/personal-data/with-personal-data.ts';
import { baselines } from '#train/evaluate/baselines.ts';
import { evaluate } from '#train/evaluate/evaluate.ts';
import { LineError, readLines } from '#train/evaluate/lines.ts';
import { reportLines } from '#train/evaluate/report.ts';
import { readModel, SHIPPED_MODEL } from '#train/model-store.ts';

/** `npm run evaluate`: how good triage is on labelled messages. */

const HELP = `Measures the embedded classifier and the guard on labelled messages.

  npm run evaluate -- FILE.jsonl [options]

FILE has one JSON object a line: {text, lang?, sentiment?, intent?, ironic?, urgent?, automationMaySpeak?}.
Parts without labels are left out. The speed is that of the whole classification, personal data included.

  --baselines    also measure the libraries sentiment, vader-sentiment and wink-sentiment on the same lines
  --model FILE   another model than the one that ships
  --json         one JSON object on the last line
  --help         this text

Exit codes: 0 measured, 1 could not be measured, 2 wrong options or a line that cannot be read.
`;

const OPTIONS = {
  baselines: { type: 'boolean', default: false },
  model: { type: 'string', default: SHIPPED_MODEL },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Loads what is loaded once, so that the speed is that of messages. */
async function warmClassifier(file: string) {
  const classify = withPersonalData(embeddedClassifier(readModel(file), detectLanguage));
  await classify('warm up, please: nobody says in which language', undefined);
  return classify;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (!file || positionals.length > 1) throw new LineError(`name one file\n\n${HELP}`);
  const lines = readLines(file);
  const classify = await warmClassifier(values.model);
  const { evaluation, details } = await evaluate(lines, { classify, now: () => performance.now() });
  const rivals = values.baselines ? baselines(lines) : undefined;
  for (const line of reportLines(evaluation, details, rivals)) console.log(line);
  if (values.json) console.log(JSON.stringify({ ...evaluation, ...(rivals && { baselines: rivals }) }));
}

const isUsage = (error: unknown): boolean =>
  error instanceof LineError ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = isUsage(error) ? 2 : 1;
}
