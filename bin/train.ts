import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ModelError, parseModel } from '#classifiers/embedded/model-file.ts';
import { adaptedLines, adaptModel } from '#train/adapt-command.ts';
import { LabelsError } from '#train/labels.ts';
import { readLexicons } from '#train/lexicon-sources.ts';
import { cardOf, writeCard } from '#train/model-card.ts';
import { SHIPPED_MODEL } from '#train/model-store.ts';
import { readSources } from '#train/sources.ts';
import { train } from '#train/train.ts';

/** `npm run train`: the model from the corpus, and with --data the one that ships. */

const HELP = `Trains the embedded classifier. The same inputs give the same bytes.

  npm run train -- [options]

  --data DIR     also learn from DIR/goemotions (CC BY 4.0): this makes the model that ships
  --labels FILE  adapt a model to a deployment instead: FILE is what \`npm run labels\` took out. A fifth of the labels is
                 held back and measured on before and after; a model that is worse is refused
  --base FILE    with --labels: the model to go on from (default: the one that ships)
  --out FILE     where the model goes (default: .earshot/triage.model, with --data the model that ships)
  --without NAME leave a file of the corpus out, such as en-journeys.jsonl, to measure on it what another hand has written;
                 needs --out
  --rounds N     how often the examples are gone over (default: 10, with --labels 3)
  --json         one JSON object on the last line
  --help         this text

With --data the model card docs/model-card.md is written too. Exit codes: 0 trained, 1 failed or refused, 2 wrong options or a label that can't be read.
With --labels, \`npm run model\` brings the file to the deployment.
`;

const ROUNDS = 10;
const ROUNDS_TO_ADAPT = 3;
const SEED = 1;

const OPTIONS = {
  data: { type: 'string' },
  labels: { type: 'string' },
  base: { type: 'string', default: SHIPPED_MODEL },
  out: { type: 'string' },
  without: { type: 'string' },
  rounds: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const progress = (done: number, of: number): void => void process.stderr.write(`round ${done} of ${of}\n`);

function roundsOf({ rounds, labels }: Options): number {
  const number = Number(rounds ?? (labels ? ROUNDS_TO_ADAPT : ROUNDS));
  if (!Number.isInteger(number) || number < 1) throw new TypeError(`--rounds ${rounds}: a whole number from 1 on.`);
  return number;
}

function write(out: string, bytes: Buffer): void {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, bytes);
}

async function adaptBy(values: Options, labels: string): Promise<number> {
  const { base, out = fromRoot('.earshot/triage.model'), json } = values;
  const learning = { corpus: fromRoot('train/corpus'), rounds: roundsOf(values), seed: SEED, progress };
  const adapted = await adaptModel({ labels, base, ...learning });
  for (const line of adaptedLines(adapted)) console.log(line);
  const { bytes, ...told } = adapted;
  const isRefused = told.comparison.worse.length > 0;
  if (!isRefused) write(out, bytes);
  console.log(isRefused ? 'Refused: nothing was written.' : `${out}: ${bytes.length} bytes`);
  if (json) console.log(JSON.stringify({ ...(isRefused ? { refused: true } : { file: out }), ...told }));
  return isRefused ? 1 : 0;
}

function trainBy(values: Options): void {
  const rounds = roundsOf(values);
  const { data, without } = values;
  if (without && !values.out)
    throw new TypeError('--without needs --out: such a model is to be measured, not to ship.');
  const sources = readSources({ corpus: fromRoot('train/corpus'), data, without });
  const lexicons = readLexicons(fromRoot('train/lexicons'));
  const bytes = train({ version: sources.version, examples: sources.examples, lexicons, rounds, seed: SEED, progress });
  const out = values.out ?? (values.data ? SHIPPED_MODEL : fromRoot('.earshot/triage.model'));
  write(out, bytes);
  const card = cardOf(parseModel(bytes), { sources, bytes: bytes.length, rounds, seed: SEED });
  if (values.data && !values.out) writeCard(fromRoot('docs/model-card.md'), card);
  console.log(`${out}: ${bytes.length} bytes from ${sources.examples.length} messages`);
  if (values.json) console.log(JSON.stringify({ file: out, ...card }));
}

const isUsage = (error: unknown): boolean =>
  error instanceof LabelsError || (error instanceof TypeError && !(error instanceof ModelError));

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) console.log(HELP);
  else if (values.labels) process.exitCode = await adaptBy(values, values.labels);
  else trainBy(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = isUsage(error) ? 2 : 1;
}
