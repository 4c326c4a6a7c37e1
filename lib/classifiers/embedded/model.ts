import type { HeadName } from './heads.ts';
import type { Lexicon } from './lexicons.ts';

/** A trained model in memory: numbers only, no code. */

/** How sure is sure, a head: what its outputs are divided by, and the bounds its verdicts go by. */
export interface Calibration {
  /** Temperature: outputs are divided by it, so that a confidence of 0.8 is right four times in five. */
  readonly temperature: number;
  /** Of a yes-or-no head: from which probability it is yes. Of a choice: below which confidence it is unsure. */
  readonly threshold: number;
}

export interface Model {
  /** Names the training, such as `2026-11-24.1`. */
  readonly version: string;
  /** Open addressing by feature hash: the place holds the hash, 0 when empty, and `rows` the number of its row. */
  readonly slots: Int32Array;
  readonly rows: Uint16Array;
  /** A row an n-gram, a column an output, in steps of `steps`. */
  readonly weights: Int8Array;
  /** What one step of a column is worth. */
  readonly steps: Float32Array;
  readonly bias: Float32Array;
  /** The small network over the lexicons' signals: signals to hidden units, hidden units to outputs, and straight through. */
  readonly hidden: { readonly weights: Float32Array; readonly bias: Float32Array; readonly out: Float32Array };
  readonly direct: Float32Array;
  readonly calibration: Readonly<Record<HeadName, Calibration>>;
  /** What each sign counts for the chance that a person must answer, and what counts always; see person.ts. */
  readonly person: Float32Array;
  /** By language; a language without lists has none. */
  readonly lexicons: ReadonlyMap<string, Lexicon>;
}

/** Letter n-grams are many and each says little. */
export const LETTERS_SHARE = 0.7;

/** Each feature of a message with this many features counts so much. */
export const shareOf = (features: number): number => 1 / Math.sqrt(Math.max(1, features));

/** Places in the hash table: a power of two, at least twice the rows. */
export function placesFor(rows: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, rows * 2)));
}

/** The row of a feature; -1 when the model does not know it. @param feature its hash, signed or not */
export function rowOf({ slots, rows }: Pick<Model, 'slots' | 'rows'>, feature: number): number {
  const mask = slots.length - 1;
  const hash = feature | 0;
  for (let place = hash & mask; ; place = (place + 1) & mask) {
    const there = slots[place];
    if (there === hash) return rows[place] as number;
    if (there === 0) return -1;
  }
}
