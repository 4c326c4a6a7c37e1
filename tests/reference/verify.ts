import fc from 'fast-check';
import type { ClocksInput } from '#domain/timeline/clocks-of.ts';
import { anyCase } from './arbitraries/cases.ts';
import { type Calculator, compare, type Difference } from './differences.ts';

/** Many cases through both calculators, until they differ. */

export interface Verdict {
  readonly cases: number;
  readonly clocks: number;
  /** A case in which they differ, as simple as it gets. */
  readonly counterexample?: { readonly input: ClocksInput; readonly differences: readonly Difference[] };
}

export interface Verifying {
  readonly calculator?: Calculator;
  readonly onProgress?: (cases: number) => void;
}

const CHUNK = 100;
/** So that the chunks of one seed are not those of the next. */
const SEED_STEP = 1_000_003;

function verifyChunk(numRuns: number, seed: number, calculator: Calculator | undefined): Verdict {
  let clocks = 0;
  const agrees = fc.property(anyCase, (input) => {
    const comparison = compare(input, calculator);
    clocks += comparison.clocks;
    return comparison.differences.length === 0;
  });
  const { numRuns: cases, counterexample } = fc.check(agrees, { seed, numRuns });
  const [input] = counterexample ?? [];
  if (!input) return { cases, clocks };
  return { cases, clocks, counterexample: { input, differences: compare(input, calculator).differences } };
}

/** Random cases; the same seed gives the same ones. Stops at the first difference. */
export function verifyRandom(count: number, seed: number, { calculator, onProgress }: Verifying = {}): Verdict {
  let [cases, clocks] = [0, 0];
  for (let chunk = 0; cases < count; chunk += 1) {
    const verdict = verifyChunk(Math.min(CHUNK, count - cases), (seed + chunk * SEED_STEP) | 0, calculator);
    cases += verdict.cases;
    clocks += verdict.clocks;
    onProgress?.(cases);
    if (verdict.counterexample) return { ...verdict, cases, clocks };
  }
  return { cases, clocks };
}

/** These cases. Stops at the first difference. */
export function verifyEach(inputs: readonly ClocksInput[], { calculator, onProgress }: Verifying = {}): Verdict {
  let clocks = 0;
  for (const [index, input] of inputs.entries()) {
    const comparison = compare(input, calculator);
    clocks += comparison.clocks;
    onProgress?.(index + 1);
    const { differences } = comparison;
    if (differences.length > 0) return { cases: index + 1, clocks, counterexample: { input, differences } };
  }
  return { cases: inputs.length, clocks };
}
