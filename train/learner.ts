import { OUTPUTS } from '#classifiers/embedded/heads.ts';
import { LETTERS_SHARE, type Model, rowOf, shareOf } from '#classifiers/embedded/model.ts';
import { Adam } from './adam.ts';
import { seeded, shuffle } from './chance.ts';
import type { Encoded } from './encode.ts';
import { gradientOf } from './gradient.ts';
import { Network } from './network.ts';
import { ratesOfOutputs } from './rates.ts';

/** Learns all heads at once: one weight a feature and output by AdaGrad, and the network beside it. */

const BITS = 20;
const MASK = 2 ** BITS - 1;
const PULL = 1e-5;
const NETWORK_RATE = 0.003;
/**
 * Words learned from few writers mislead on others. In so many examples the word lists must do without n-grams, so that
 * they are not left to sleep; in some, the n-grams without the lists.
 */
const LISTS_ALONE = 0.15;
const LISTS_SILENT = 0.1;

export interface Schedule {
  readonly rounds: number;
  readonly seed: number;
  readonly progress: (done: number, of: number) => void;
}

/** What a weight is taken to have seen already where a model goes on learning: it moves by small steps from the start. */
const STEADY = 1;

const NOTHING = new Uint32Array(0);

/** One step against the gradient: the outputs that an example has labels for, and how far each is off. */
interface Step {
  readonly outputs: readonly number[];
  readonly slopes: readonly number[];
  readonly pace: number;
}

export class Learner {
  readonly weights = new Float32Array((MASK + 1) * OUTPUTS);
  readonly bias = new Adam(new Float32Array(OUTPUTS), 0);
  readonly network: Network;
  private readonly squares = new Float32Array((MASK + 1) * OUTPUTS);
  private readonly rates = ratesOfOutputs();
  /** What the word lists say stays as it is when a model goes on learning: a few hundred labels know it no better. */
  private isGoingOn = false;

  constructor(signals: number, seed: number) {
    this.network = new Network(signals, seed);
  }

  /** A learner that goes on where a model stands, in smaller steps. @param hashes the n-grams that the model knows */
  static goingOn(model: Model, hashes: readonly number[], signals: number): Learner {
    const learner = new Learner(signals, 0);
    for (const hash of hashes) {
      const from = rowOf(model, hash) * OUTPUTS;
      const to = Learner.rowOf(hash);
      for (let output = 0; output < OUTPUTS; output++) {
        learner.weights[to + output] = (model.weights[from + output] as number) * (model.steps[output] as number);
      }
    }
    learner.isGoingOn = true;
    learner.squares.fill(STEADY);
    learner.bias.values.set(model.bias);
    learner.network.into.values.set(model.hidden.weights);
    learner.network.bias.values.set(model.hidden.bias);
    learner.network.out.values.set(model.hidden.out);
    learner.network.direct.values.set(model.direct);
    return learner;
  }

  /** The row of a feature's weights. */
  static rowOf(hash: number): number {
    return (hash & MASK) * OUTPUTS;
  }

  private outputsOf({ words, letters, signals }: Encoded): Float32Array {
    const outputs = Float32Array.from(this.bias.values);
    const add = (hashes: Uint32Array, share: number): void => {
      for (const hash of hashes) {
        const row = Learner.rowOf(hash);
        for (let output = 0; output < OUTPUTS; output++) {
          outputs[output] = (outputs[output] as number) + share * (this.weights[row + output] as number);
        }
      }
    };
    add(words, shareOf(words.length));
    add(letters, LETTERS_SHARE * shareOf(letters.length));
    this.network.add(signals, outputs);
    return outputs;
  }

  private learnRows(hashes: Uint32Array, share: number, { outputs, slopes, pace }: Step): void {
    for (const hash of hashes) {
      const row = Learner.rowOf(hash);
      for (let next = 0; next < outputs.length; next++) {
        const output = outputs[next] as number;
        const slope = slopes[next] as number;
        const at = row + output;
        const weight = this.weights[at] as number;
        const pulled = slope * share + PULL * weight;
        const square = (this.squares[at] as number) + pulled * pulled;
        this.squares[at] = square;
        this.weights[at] = weight - (pace * (this.rates[output] as number) * pulled) / (Math.sqrt(square) + 1e-2);
      }
    }
  }

  private learnOne(example: Encoded, pace: number): void {
    const gradient = gradientOf(example, this.outputsOf(example));
    const { words, letters, signals } = example;
    const step = { outputs: [...gradient.keys()], slopes: [...gradient.values()], pace };
    this.learnRows(words, shareOf(words.length), step);
    this.learnRows(letters, LETTERS_SHARE * shareOf(letters.length), step);
    if (this.isGoingOn) return;
    this.network.learn(signals, gradient, NETWORK_RATE * pace);
    for (const [output, slope] of gradient) this.bias.step(output, slope, NETWORK_RATE * pace);
  }

  /** Goes over the examples so many times, each time in another order and more slowly. */
  learn(examples: readonly Encoded[], { rounds, seed, progress }: Schedule): this {
    const chance = seeded(seed);
    const order = examples.map((_, at) => at);
    const silent = new Float32Array(this.network.signals);
    for (let round = 0; round < rounds; round++) {
      shuffle(order, chance);
      for (const at of order) {
        const example = examples[at] as Encoded;
        const drawn = chance();
        this.network.draw(chance);
        const seen =
          drawn < LISTS_ALONE
            ? { ...example, words: NOTHING, letters: NOTHING }
            : drawn < LISTS_ALONE + LISTS_SILENT
              ? { ...example, signals: silent }
              : example;
        this.learnOne(seen, 1 - (0.8 * round) / rounds);
      }
      progress(round + 1, rounds);
    }
    return this;
  }
}
