import { writeFileSync } from 'node:fs';
import { HEAD_NAMES, HEADS } from '#classifiers/embedded/heads.ts';
import type { Calibration, Model } from '#classifiers/embedded/model.ts';
import type { Sources } from './sources.ts';

/** The model card: what a model was made of, so that anybody can make it again. */

interface Making {
  readonly sources: Sources;
  readonly bytes: number;
  readonly rounds: number;
  readonly seed: number;
}

export interface ModelCard {
  readonly version: string;
  readonly bytes: number;
  readonly rounds: number;
  readonly seed: number;
  readonly messages: number;
  readonly heldOut: number;
  readonly files: Sources['files'];
  readonly calibration: Readonly<Record<string, Calibration>>;
}

export function cardOf(model: Model, { sources, bytes, rounds, seed }: Making): ModelCard {
  const heldOut = sources.examples.filter(({ isHeldOut }) => isHeldOut).length;
  const { version, calibration } = model;
  return {
    version,
    bytes,
    rounds,
    seed,
    messages: sources.examples.length,
    heldOut,
    files: sources.files,
    calibration,
  };
}

const rounded = (value: number): string => value.toFixed(2);

function page({ version, bytes, rounds, seed, messages, heldOut, files, calibration }: ModelCard): string {
  const heads = HEAD_NAMES.map((head) => {
    const { temperature, threshold } = calibration[head] as Calibration;
    return `| ${head} | ${HEADS[head].join(', ')} | ${rounded(temperature)} | ${rounded(threshold)} |`;
  });
  const rows = files.map(({ name, messages: count, sha256 }) => `| ${name} | ${count ?? ''} | \`${sha256}\` |`);
  return [
    '# Model card',
    '',
    'Made by `npm run train -- --data DIR`; do not edit. How good it is, and how that is measured: [triage.md](triage.md).',
    '',
    `Version \`${version}\`, ${bytes} bytes. Trained on ${messages} messages, ${heldOut} of which were kept out for calibration; ${rounds} rounds, seed ${seed}.`,
    '',
    'A linear model over hashed n-grams of words and letters, with a small network over the signals of word lists, for thirteen questions at once; whether a person must answer is weighed from all of them. It knows no person and no brand, keeps nothing of what',
    'it reads, and reads at most 300 words. Written for messages in English, Spanish, French, German, Portuguese, Italian, Arabic and Hindi; of other languages it understands little and says so by',
    'its confidence. It must not be used to judge people.',
    '',
    '## Data',
    '',
    '| File | Messages | SHA-256 |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'The corpus was written for this project. GoEmotions: Demszky et al. 2020, google-research, CC BY 4.0. Word lists: AFINN (Nielsen 2011, MIT), VADER (Hutto and Gilbert 2014, MIT), and lists of our own, one of them of emoji (train/lexicons).',
    '',
    '## Heads',
    '',
    '| Head | Labels | Temperature | Threshold |',
    '| --- | --- | --- | --- |',
    ...heads,
    '',
    'Threshold: of a yes-or-no head, from which probability it says yes; of a choice, below which confidence it is unsure.',
    '',
  ].join('\n');
}

export function writeCard(file: string, card: ModelCard): void {
  writeFileSync(file, page(card));
}
