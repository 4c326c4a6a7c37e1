import { HEAD_OFFSETS, HEADS } from '#classifiers/embedded/heads.ts';
import type { Encoded } from './encode.ts';

/** How far each labelled output is off, by its weight. */
export function gradientOf({ targets }: Encoded, outputs: Float32Array): Map<number, number> {
  const gradient = new Map<number, number>();
  for (const { head, label, weight } of targets) {
    const begin = HEAD_OFFSETS[head];
    const { length } = HEADS[head];
    const own = outputs.subarray(begin, begin + length);
    const highest = length === 1 ? 0 : Math.max(...own);
    const powers = Array.from(own, (value) => Math.exp(Math.min(30, value - highest)));
    const sum = powers.reduce((a, b) => a + b, 0) + (length === 1 ? 1 : 0);
    powers.forEach((power, choice) => {
      const isRight = length === 1 ? label : choice === label ? 1 : 0;
      gradient.set(begin + choice, weight * (power / sum - isRight));
    });
  }
  return gradient;
}
