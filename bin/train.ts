import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ModelError, parseModel } from '#classifiers/embedded/model-file.ts';
import { readLexicons } from '#train/lexicon-sources.ts';
import { cardOf, writeCard } from '#train/model-card.ts';
import { SHIPPED_MODEL } from '#train/model-store.ts';
import { readSources } from '#train/sources.ts';
import { train } from '#train/train.ts';

/** `npm run train`: the model from the corpus, and with --data the one that ships. */

const HELP = `Trains the embedded classifier. The same inputs give the same bytes.

  npm run train -- [options]

  --data DIR     also learn from DIR/goemotions (CC BY 4.0): this makes the model that ships
  --out FILE     where the model goes (default: .earshot/triage.model, with --data the model that ships)
  --rounds N     how often the examples are gone over (default: 10)
  --json         one JSON object on the last line
  --help         this text

With --data the model card docs/model-card.md is written too. Exit codes: 0 trained, 1 failed, 2 wrong options.
`;

const ROUNDS = 10;
const SEED = 1;

const OPTIONS = {
  data: { type: 'string' },
  out: { type: 'string' },
  rounds: { type: 'string', default: String(ROUNDS) },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

function trainBy(values: Options): void {
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new TypeError(`--rounds ${values.rounds}: a whole number from 1 on.`);
  const sources = readSources({ corpus: fromRoot('train/corpus'), data: values.data });
  const lexicons = readLexicons(fromRoot('train/lexicons'));
  const progress = (done: number, of: number): void => void process.stderr.write(`round ${done} of ${of}\n`);
  const bytes = train({ version: sources.version, examples: sources.examples, lexicons, rounds, seed: SEED, progress });
  const out = values.out ?? (values.data ? SHIPPED_MODEL : fromRoot('.earshot/triage.model'));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, bytes);
  const card = cardOf(parseModel(bytes), { sources, bytes: bytes.length, rounds, seed: SEED });
  if (values.data && !values.out) writeCard(fromRoot('docs/model-card.md'), card);
  console.log(`${out}: ${bytes.length} bytes from ${sources.examples.length} messages`);
  if (values.json) console.log(JSON.stringify({ file: out, ...card }));
}

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) console.log(HELP);
  else trainBy(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof TypeError && !(error instanceof ModelError) ? 2 : 1;
}
