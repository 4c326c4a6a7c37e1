import type { Classification } from '#domain/classification.ts';

/**
 * A second opinion: what a cloud model says of messages that the embedded classifier has judged already. It may be absent
 * for many reasons, and then the embedded answer stands.
 */

/** One message to be judged. */
export interface Asked {
  readonly text: string;
  /** BCP 47 tag, when the platform names the language. */
  readonly language?: string | undefined;
}

/** A message with what the embedded classifier found in it. */
export interface Judged extends Asked {
  readonly classification: Classification;
}

/** The fields that a cloud model speaks of; what it leaves out stays the embedded answer. Spans lie within the text. */
export type Opinion = Partial<Omit<Classification, 'classifier' | 'signals'>> & {
  readonly signals?: Partial<NonNullable<Classification['signals']>>;
};

/** Why there is no opinion on a message. */
export const SILENCES = [
  /** There is nothing to read, or it is in a language that the model does not speak. */
  'not_asked',
  /** What may be spent in a day is spent, or nobody can tell. */
  'over_budget',
  'timed_out',
  'throttled',
  /** It failed so often that it is left alone for a while. */
  'circuit_open',
  /** The answer is not of the shape that was asked for. */
  'unreadable',
  /** It refuses the request: no permission, no such model, no such language. */
  'refused',
  'unavailable',
] as const;
export type Silence = (typeof SILENCES)[number];

/** Whether a request that ended so may have been charged for: it was worked on, and only the answer is missing. */
export const isCharged = (silence: Silence): boolean => silence === 'timed_out' || silence === 'unreadable';

/** A cloud model that gave no opinion, with the reason. Its text never holds a customer's words. */
export class NoOpinionError extends Error {
  override readonly name = 'NoOpinionError';
  readonly silence: Silence;

  constructor(silence: Silence, options?: ErrorOptions) {
    super(silence, options);
    this.silence = silence;
  }
}

/** A cloud classifier. */
export interface SecondOpinion {
  /** As a classification names it: `comprehend@1`, `bedrock@<model id>`. */
  readonly name: string;
  /** What judging these may cost at most, in the units of its budget (characters or tokens). */
  readonly mostCost: (asked: readonly Judged[]) => number;
  /** One answer a message, in the same order, and what they cost in truth. Never throws for a single message. */
  readonly on: (asked: readonly Judged[]) => Promise<Opinions>;
}

export interface Opinions {
  readonly answers: readonly (Opinion | Silence)[];
  readonly cost: number;
}

/** What may be spent on a cloud classifier in a day (UTC). */
export interface Budget {
  /** Takes so many units out of today's budget, or none of them. Never throws: a budget nobody can read is spent. */
  take(units: number): Promise<boolean>;
  /** Corrects the last take by what was used in truth. */
  settle(taken: number, used: number): void;
}

/** Judges messages once more, all at once. Never throws; in the same order. */
export type Review = (judged: readonly Judged[]) => Promise<readonly Classification[]>;

/** The review of a stage without a cloud classifier: the embedded answer stands. */
export const standing: Review = async (judged) => judged.map(({ classification }) => classification);
