import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { clocksOf } from '#domain/timeline/clocks-of.ts';
import { parseClocksOptions } from '#local/clocks/command-line.ts';
import { UsageError } from '#local/command-line.ts';
import type { Calculator } from '#tests/reference/differences.ts';
import { verdictJson, verdictLines } from '#tests/reference/report.ts';
import { verifyRandom } from '#tests/reference/verify.ts';

/** Runs the command itself. */
function clocks(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/clocks.ts', ...args], (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

describe('npm run clocks', () => {
  it('verifies ten thousand cases unless told otherwise', () => {
    const common = { name: 'verify', seed: undefined, dst: false, json: false };
    expect(parseClocksOptions(['verify'])).toEqual({ ...common, cases: 10_000 });
    expect(parseClocksOptions(['verify', '--cases', '5', '--seed', '7', '--json'])).toEqual({
      ...common,
      cases: 5,
      seed: 7,
      json: true,
    });
    expect(parseClocksOptions(['verify', '--dst'])).toMatchObject({ dst: true });
    expect(parseClocksOptions(['--help'])).toBe('help');
  });

  it.each([
    [[]],
    [['rewind']],
    [['verify', 'more']],
    [['verify', '--cases', '0']],
    [['verify', '--seed', 'x']],
    [['verify', '--dst', '--cases', '5']],
    [['verify', '--dst', '--seed', '5']],
    [['verify', '--fast']],
  ])('refuses %j', (args) => {
    expect(() => parseClocksOptions(args)).toThrow(UsageError);
  });

  it('tells how many cases and clocks were equal, on the last line for programs', async () => {
    const { code, stdout } = await clocks('verify', '--cases', '20', '--seed', '7', '--json');
    const [told, json] = stdout.trim().split('\n');
    expect(code).toBe(0);
    expect(told).toMatch(/^20 cases, \d+ clocks \(seed 7\): all equal\.$/);
    expect(JSON.parse(json ?? '')).toMatchObject({ ok: true, cases: 20, seed: 7 });
  });

  it('ends with 2 for what it does not understand', async () => {
    expect(await clocks('rewind')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a calculator that is wrong', () => {
  /** Forgets that a clock stands still. */
  const restless: Calculator = ({ policy, ...input }) => {
    const rules = policy.rules.map((rule) => ({
      ...rule,
      targets: Object.fromEntries(
        Object.entries(rule.targets).map(([name, target]) => [name, { ...target, pauseOn: [] }]),
      ),
    }));
    return clocksOf({ ...input, policy: { ...policy, rules } });
  };

  it('is found out, by a case of a few entries', () => {
    const verdict = verifyRandom(500, 1, { calculator: restless });
    expect(verdict.counterexample?.input.entries.length).toBeLessThanOrEqual(3);
    expect(verdict.counterexample?.differences[0]).toMatchObject({ product: { pauses: [] } });
    expect(verdictLines(verdict, 'seed 1').at(-1)).toMatch(/^\d+ cases \(seed 1\): the last differs\.$/);
    expect(JSON.parse(verdictJson(verdict, 1))).toMatchObject({ ok: false, seed: 1, differences: [{}] });
  });
});
