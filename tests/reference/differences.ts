import { isDeepStrictEqual } from 'node:util';
import { type ClocksInput, clocksOf } from '#domain/timeline/clocks-of.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';
import { type ReferenceClock, referenceClocks } from './reference-clocks.ts';

/** The product's clocks held against the reference's. */

/** What is held against the reference: the product's `clocksOf`, or a wrong one in the tests of the tests. */
export type Calculator = (input: ClocksInput) => readonly TimelineClock[];

export interface Difference {
  readonly clock: string;
  /** The fields that differ; absent when this calculator does not keep the clock at all. */
  readonly product?: object | undefined;
  readonly reference?: object | undefined;
}

export interface Comparison {
  readonly clocks: number;
  readonly differences: readonly Difference[];
}

type Told = Readonly<Record<string, unknown>>;

const nameOf = ({ clock, episode, cycle }: Pick<ReferenceClock, 'clock' | 'episode' | 'cycle'>): string =>
  `${clock} ${episode}/${cycle}`;

/** Without what only the product tells, and without fields that are undefined. */
function comparable({ startedBy: _startedBy, doneBy: _doneBy, ...clock }: TimelineClock): Told {
  return Object.fromEntries(Object.entries(clock).filter(([, value]) => value !== undefined));
}

/** What one says otherwise than the other. */
function differing(one: Told | undefined, other: Told | undefined): object | undefined {
  if (!one || !other) return one;
  return Object.fromEntries(Object.entries(one).filter(([field, value]) => !isDeepStrictEqual(value, other[field])));
}

/** Where the two calculators tell a clock differently, or only one of them tells it. */
export function compare(input: ClocksInput, calculator: Calculator = clocksOf): Comparison {
  const product = new Map(calculator(input).map((clock) => [nameOf(clock), comparable(clock)]));
  const reference = new Map<string, Told>(referenceClocks(input).map((clock) => [nameOf(clock), { ...clock }]));
  const names = [...new Set([...product.keys(), ...reference.keys()])];
  const differences = names.flatMap((clock) => {
    const [one, other] = [product.get(clock), reference.get(clock)];
    if (isDeepStrictEqual(one, other)) return [];
    return [{ clock, product: differing(one, other), reference: differing(other, one) }];
  });
  return { clocks: reference.size, differences };
}
