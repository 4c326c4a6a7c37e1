import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianInterval, wilson } from '#domain/metrics/interval.ts';
import { percentile, sorted, spreadOf } from '#domain/metrics/spread.ts';

const minutes = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });
const percent = fc.integer({ min: 1, max: 100 });

describe('percentiles', () => {
  it.each([
    [[10], 50, 10],
    [[1, 2, 3, 4], 50, 2],
    [[1, 2, 3, 4], 75, 3],
    [[1, 2, 3, 4], 76, 4],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 95, 10],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 100, 10],
  ])('of %j at %i is %i', (values, at, expected) => {
    expect(percentile(values, at)).toBe(expected);
  });

  it('grow with the percentage, and are values that have occurred', () => {
    fc.assert(
      fc.property(minutes, percent, percent, (values, a, b) => {
        const inOrder = sorted(values);
        const [low, high] = [percentile(inOrder, Math.min(a, b)), percentile(inOrder, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
        expect(values).toContain(low);
      }),
    );
  });

  it('leave at least so many at or below, and are the least that does', () => {
    fc.assert(
      fc.property(minutes, percent, (values, at) => {
        const found = percentile(sorted(values), at) ?? Number.NaN;
        const below = (limit: number) => values.filter((value) => value <= limit).length * 100;
        expect(below(found)).toBeGreaterThanOrEqual(at * values.length);
        const smaller = values.filter((value) => value < found);
        if (smaller.length > 0) expect(below(Math.max(...smaller))).toBeLessThan(at * values.length);
      }),
    );
  });

  it('do not depend on the order of what is given', () => {
    fc.assert(
      fc.property(minutes, (values) => {
        expect(spreadOf(values.toReversed())?.p90).toBe(spreadOf(values)?.p90);
      }),
    );
    expect(spreadOf([])).toBeUndefined();
  });
});

describe("Wilson's interval", () => {
  // Of Newcombe 1998 (15 of 148), and textbook values.
  it.each([
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [20, 20, 0.8389, 1],
    [5, 10, 0.2366, 0.7634],
  ])('%i of %i lies in [%f, %f]', (successes, n, low, high) => {
    expect(wilson(successes, n).low).toBeCloseTo(low, 4);
    expect(wilson(successes, n).high).toBeCloseTo(high, 4);
  });

  it('holds the rate, stays within 0 and 1, and narrows with more of the same', () => {
    const counts = fc
      .integer({ min: 1, max: 10_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const { low, high } = wilson(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / n + 1e-12);
        expect(high).toBeGreaterThanOrEqual(successes / n - 1e-12);
        const more = wilson(successes * 4, n * 4);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe('the interval of a median', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

  // Ranks of the tables for the sign test at 95 %.
  it.each([
    [6, 1, 6],
    [8, 1, 8],
    [9, 2, 8],
    [10, 2, 9],
    [20, 6, 15],
    [25, 8, 18],
    [50, 18, 33],
    [100, 40, 61],
  ])('of %i values goes from the %i. to the %i.', (n, low, high) => {
    expect(medianInterval(upTo(n))).toEqual({ low, high });
  });

  it('is not told of fewer than six', () => {
    expect(medianInterval(upTo(5))).toBeUndefined();
    expect(medianInterval([])).toBeUndefined();
  });

  it('holds the median, whatever the values, also of very many', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, noNaN: true }), { minLength: 6, maxLength: 400 }), (values) => {
        const inOrder = sorted(values);
        const median = percentile(inOrder, 50) ?? Number.NaN;
        const { low, high } = medianInterval(inOrder) ?? { low: Number.NaN, high: Number.NaN };
        expect(low).toBeLessThanOrEqual(median);
        expect(high).toBeGreaterThanOrEqual(median);
      }),
    );
    const { low, high } = medianInterval(upTo(100_000)) ?? { low: 0, high: 0 };
    // The normal approximation: 50,000 and 0.98 times the root of the number to either side.
    expect(low).toBeGreaterThan(49_680);
    expect(low).toBeLessThan(49_700);
    expect(high).toBe(100_001 - low);
  });
});
