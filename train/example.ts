import type { HeadName } from '#classifiers/embedded/heads.ts';

/** A labelled message as training sees it. */
export interface Example {
  readonly text: string;
  readonly language: string;
  /** The right choice of a head, by its place; of a yes-or-no head 1 or 0. Heads without a label learn nothing here. */
  readonly labels: Readonly<Partial<Record<HeadName, number>>>;
  /** How much the example counts for a head. @default 1 */
  readonly weights: Readonly<Partial<Record<HeadName, number>>>;
  /** Kept out of training, for calibration. */
  readonly isHeldOut: boolean;
  /** Where it comes from. */
  readonly source: string;
}
