import { randomInt } from 'node:crypto';
import { CLOCKS_HELP, parseClocksOptions, type VerifyCommand } from '#local/clocks/command-line.ts';
import { type Recomputed, recomputeClocks } from '#local/clocks/recompute.ts';
import type { RecomputeCommand } from '#local/clocks/recompute-command.ts';
import { differenceLines, recomputeSummary, summaryLine } from '#local/clocks/recompute-report.ts';
import { openTable } from '#local/clocks/table-source.ts';
import { UsageError } from '#local/command-line.ts';
import { terminalProgress } from '#local/demo/progress.ts';
import { daylightSavingCases } from '#tests/reference/daylight-saving.ts';
import { verdictJson, verdictLines } from '#tests/reference/report.ts';
import { type Verdict, verifyEach, verifyRandom } from '#tests/reference/verify.ts';

/** `npm run clocks`: what an operator asks of the clocks of all tickets. */

const MOST_SEEDS = 2 ** 31;

/** Runs the cases with a progress bar. */
function verdictOf({ cases, dst }: VerifyCommand, seed: number): Verdict {
  const progress = terminalProgress();
  const onProgress = (of: number) => (done: number) => progress.step(done / of, `${done} of ${of} cases`);
  const inputs = dst ? daylightSavingCases() : [];
  const verdict = dst
    ? verifyEach(inputs, { onProgress: onProgress(inputs.length) })
    : verifyRandom(cases, seed, { onProgress: onProgress(cases) });
  progress.end();
  return verdict;
}

function verify(command: VerifyCommand): boolean {
  const seed = command.seed ?? randomInt(MOST_SEEDS);
  const verdict = verdictOf(command, seed);
  const which = command.dst ? 'changes of the clocks' : `seed ${seed}`;
  for (const line of verdictLines(verdict, which)) console.log(line);
  if (command.json) console.log(verdictJson(verdict, command.dst ? undefined : seed));
  return verdict.counterexample === undefined;
}

async function recomputed({ source, from, dryRun }: RecomputeCommand): Promise<Recomputed> {
  const { table, close } = await openTable(source);
  const progress = terminalProgress();
  const onProgress = (share: number) => progress.step(share, 'tickets');
  const clock = () => new Date().toISOString();
  try {
    return await recomputeClocks({ ...table, clock }, { from, dryRun, onProgress });
  } finally {
    progress.end();
    close();
  }
}

async function recompute(command: RecomputeCommand): Promise<void> {
  const result = await recomputed(command);
  for (const line of result.differences.flatMap(differenceLines)) console.log(line);
  const summary = recomputeSummary(result, command.dryRun);
  console.log(summaryLine(summary));
  if (command.json) console.log(JSON.stringify(summary));
}

async function main(): Promise<number> {
  try {
    const command = parseClocksOptions(process.argv.slice(2));
    if (command === 'help') {
      console.log(CLOCKS_HELP);
      return 0;
    }
    if (command.name === 'verify') return verify(command) ? 0 : 1;
    await recompute(command);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
