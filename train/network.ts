import { OUTPUTS } from '#classifiers/embedded/heads.ts';
import { Adam } from './adam.ts';
import { seeded } from './chance.ts';

/** The small network over the lexicons' signals while it learns: hidden units that rest when negative, and a straight way. */

export const HIDDEN = 24;
/** Share of hidden units that sit out an example, so that none relies on another. */
const SITTING_OUT = 0.3;

export class Network {
  readonly signals: number;
  readonly into: Adam;
  readonly bias = new Adam(new Float32Array(HIDDEN));
  readonly out: Adam;
  readonly direct: Adam;
  private readonly units = new Float32Array(HIDDEN);
  private readonly isIn = new Uint8Array(HIDDEN).fill(1);

  constructor(signals: number, seed: number) {
    const chance = seeded(seed);
    const around = (size: number, width: number) => Float32Array.from({ length: size }, () => (chance() - 0.5) * width);
    this.signals = signals;
    this.into = new Adam(around(HIDDEN * signals, 3 / Math.sqrt(signals)));
    this.out = new Adam(around(HIDDEN * OUTPUTS, 0.12));
    this.direct = new Adam(new Float32Array(signals * OUTPUTS));
  }

  /** Draws which units sit out the next example. */
  draw(chance: () => number): void {
    for (let unit = 0; unit < HIDDEN; unit++) this.isIn[unit] = chance() >= SITTING_OUT ? 1 : 0;
  }

  private unitOf(signals: Float32Array, unit: number): number {
    let sum = this.bias.values[unit] as number;
    for (let at = 0; at < this.signals; at++) {
      sum += (this.into.values[unit * this.signals + at] as number) * (signals[at] as number);
    }
    return sum > 0 && this.isIn[unit] ? sum / (1 - SITTING_OUT) : 0;
  }

  /** Adds what the network says to the outputs. */
  add(signals: Float32Array, outputs: Float32Array): void {
    const addRow = (from: Float32Array, row: number, by: number): void => {
      if (by === 0) return;
      for (let output = 0; output < OUTPUTS; output++) {
        outputs[output] = (outputs[output] as number) + by * (from[row * OUTPUTS + output] as number);
      }
    };
    for (let at = 0; at < signals.length; at++) addRow(this.direct.values, at, signals[at] as number);
    for (let unit = 0; unit < HIDDEN; unit++) {
      this.units[unit] = this.unitOf(signals, unit);
      addRow(this.out.values, unit, this.units[unit] as number);
    }
  }

  /** Learns from the gradients of the outputs that an example has labels for. */
  learn(signals: Float32Array, gradient: ReadonlyMap<number, number>, rate: number): void {
    const isLit = [...signals.keys()].filter((at) => signals[at] !== 0);
    for (let unit = 0; unit < HIDDEN; unit++) {
      const lit = this.units[unit] as number;
      if (lit === 0) continue;
      let back = 0;
      for (const [output, slope] of gradient) {
        back += slope * (this.out.values[unit * OUTPUTS + output] as number);
        this.out.step(unit * OUTPUTS + output, slope * lit, rate);
      }
      for (const at of isLit) {
        this.into.step(unit * this.signals + at, (back * (signals[at] as number)) / (1 - SITTING_OUT), rate);
      }
      this.bias.step(unit, back / (1 - SITTING_OUT), rate);
    }
    for (const at of isLit) {
      for (const [output, slope] of gradient) {
        this.direct.step(at * OUTPUTS + output, slope * (signals[at] as number), rate / 2);
      }
    }
  }
}
