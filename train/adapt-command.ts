import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { detectLanguage } from '#classifiers/embedded/detect-language.ts';
import { embeddedClassifier } from '#classifiers/embedded/embedded.ts';
import { parseModel } from '#classifiers/embedded/model-file.ts';
import { adapt } from './adapt.ts';
import { type Comparison, compare, LEAST_HELD_BACK } from './compare.ts';
import { corpusExamples, readCorpus } from './corpus.ts';
import { readLines } from './evaluate/lines.ts';
import { LabelsError, labelExample, readLabels } from './labels.ts';
import { readModel } from './model-store.ts';
import { MEASURED } from './sources.ts';

/** `npm run train -- --labels`: a model adapted to a deployment, or why there is none. */

export interface AdaptOptions {
  readonly labels: string;
  /** The model to go on from. */
  readonly base: string;
  readonly corpus: string;
  readonly rounds: number;
  readonly seed: number;
  readonly progress: (done: number, of: number) => void;
}

export interface Adapted {
  readonly bytes: Buffer;
  readonly version: string;
  readonly taught: number;
  readonly comparison: Comparison;
}

/** @throws {LabelsError} when there are too few labels to tell better from worse, or a line can't be read. */
export async function adaptModel(options: AdaptOptions): Promise<Adapted> {
  const { taught, heldBack, sha256 } = readLabels(options.labels);
  if (heldBack.length < LEAST_HELD_BACK) {
    const found = `${taught.length + heldBack.length} messages with words, ${heldBack.length} of them held back`;
    throw new LabelsError(
      `Too few labels: ${found}; ${LEAST_HELD_BACK} must be held back, which takes about a hundred.`,
    );
  }
  const base = readModel(options.base);
  const names = readdirSync(options.corpus).filter((name) => name.endsWith('.jsonl') && !MEASURED.has(name));
  const corpus = names.sort().flatMap((name) => corpusExamples(readCorpus(join(options.corpus, name)), name));
  const version = createHash('sha256').update(`${base.version} ${sha256}`).digest('hex').slice(0, 12);
  const bytes = adapt({ ...options, base, version, labels: taught.map(labelExample), corpus });
  const classifier = (model: typeof base) => embeddedClassifier(model, detectLanguage);
  const comparison = await compare(
    { before: classifier(base), after: classifier(parseModel(bytes)) },
    { heldBack, guard: readLines(join(options.corpus, 'guard.jsonl')) },
  );
  return { bytes, version, taught: taught.length, comparison };
}

const shareOf = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(3)).padStart(8);

/** The report for people. */
export function adaptedLines({ taught, comparison }: Adapted): string[] {
  const { heldBack, before, after, worse } = comparison;
  return [
    `Learned from ${taught} labels, measured on ${heldBack} that were held back:`,
    `${''.padEnd(24)}  before   after`,
    `${'sentiment, right'.padEnd(24)}${shareOf(before.sentiment)}${shareOf(after.sentiment)}`,
    `${'intent, right'.padEnd(24)}${shareOf(before.intent)}${shareOf(after.intent)}`,
    `${'guard, leaked'.padEnd(24)}${shareOf(before.leakRate)}${shareOf(after.leakRate)}`,
    ...worse.map((what) => `Worse: ${what}`),
  ];
}
