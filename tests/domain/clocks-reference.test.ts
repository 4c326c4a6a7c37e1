import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCase } from '#tests/reference/arbitraries/cases.ts';
import { changesOf, DAYLIGHT_SAVING_ZONES, daylightSavingCases } from '#tests/reference/daylight-saving.ts';
import { referenceClocks } from '#tests/reference/reference-clocks.ts';
import { verifyEach, verifyRandom } from '#tests/reference/verify.ts';

/** Clocks against the slow calculator. `npm run clocks -- verify` has more cases, and others each time. */

const SEED = 20_260_302;
/** Stepping through millions of minutes takes seconds, and more on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe('the clocks of a ticket', () => {
  it('are those of a calculator that steps through time minute by minute, in 500 random cases', PATIENCE, () => {
    const verdict = verifyRandom(500, SEED);
    expect(verdict.counterexample).toBeUndefined();
    expect(verdict.cases).toBe(500);
    expect(verdict.clocks).toBeGreaterThan(1000);
  });

  it('are due by the platform in some of the cases, running, done and ended', () => {
    const clocks = fc.sample(anyCase, { seed: SEED, numRuns: 500 }).flatMap((input) => referenceClocks(input));
    const states = new Set(clocks.filter(({ dueBy }) => dueBy === 'platform').map(({ state }) => state));
    expect([...states].sort()).toEqual(['breached', 'ended', 'met', 'running']);
  });

  it('are so across each change of the clocks in ten zones in 2026 and 2027', PATIENCE, () => {
    const verdict = verifyEach(daylightSavingCases());
    expect(verdict.counterexample).toBeUndefined();
    expect(verdict.clocks).toBeGreaterThan(8_000);
  });

  it('meet at least three changes in each of the zones', () => {
    expect(DAYLIGHT_SAVING_ZONES).toHaveLength(10);
    for (const zone of DAYLIGHT_SAVING_ZONES) {
      // Morocco gives up its own in 2026.
      expect([zone, changesOf(zone).length >= 3]).toEqual([zone, true]);
    }
  });
});
