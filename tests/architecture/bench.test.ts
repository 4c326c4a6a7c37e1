import { describe, expect, it } from 'vitest';
import { report } from '#bench/report.ts';
import { median } from '#bench/rounds.ts';
import { result } from '#bench/row.ts';
import { rows } from '#bench/rows.ts';
import { writeUnits } from '#bench/write-units.ts';

/** The harness, not the figures: nothing here is timed. */

const figure = { name: 'a', value: 10, unit: 'µs', ratio: 2, against: 'b', budget: 3, bounds: 'ratio' } as const;

describe('the bench', () => {
  it('judges the figure that the budget bounds', () => {
    expect(result(figure).ok).toBe(true);
    expect(result({ ...figure, bounds: 'value' }).ok).toBe(false);
  });

  it('takes the middle of the rounds', () => {
    expect([median([]), median([3]), median([5, 1, 3]), median([4, 1, 3, 2])]).toEqual([0, 3, 3, 2.5]);
  });

  it('says which figure is over its budget', () => {
    const lines = report([result(figure), result({ ...figure, ratio: 4 })]).split('\n');
    expect(lines[1]).toContain('ok');
    expect(lines[2]).toContain('OVER');
  });

  it('gives every row a name of its own', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it('judges write units by whatever counts them', async () => {
    const results = await writeUnits(async () => ({ firstMessage: 8, inBatchOfTwenty: 2.6 })).measure(() => {});
    expect(results.map(({ value, ok }) => [value, ok])).toEqual([
      [8, true],
      [2.6, false],
    ]);
  });
});
