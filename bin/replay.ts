import { startCareStack } from '#local/care/care-stack.ts';
import { UsageError } from '#local/command-line.ts';
import { terminalProgress } from '#local/demo/progress.ts';
import { parseReplayOptions, REPLAY_HELP, type ReplayOptions } from '#local/replay/command-line.ts';
import { listPayloads } from '#local/replay/folders.ts';
import { namedAccounts } from '#local/replay/named-accounts.ts';
import { replay } from '#local/replay/replay.ts';
import { closingLines, wentWell } from '#local/replay/report.ts';

/** `npm run replay`: recorded payloads against a fresh stack, and what became of each. */

/** What fails is retried after seconds rather than minutes. */
const TIMEOUT_SCALE = 0.025;

async function runReplay({ directory, json }: ReplayOptions): Promise<boolean> {
  // What is wrong with the folder is said before the seconds that a start takes, not after.
  const listing = listPayloads(directory);
  const progress = terminalProgress();
  const care = await startCareStack({
    timeoutScale: TIMEOUT_SCALE,
    accounts: await namedAccounts(listing.files),
    onProgress: (step) => process.stderr.write(`${step} ...\n`),
  });
  try {
    const { lines, summary } = await replay(care, listing, progress.step);
    progress.end();
    for (const line of [...lines, ...closingLines(summary)]) console.log(line);
    if (json) console.log(JSON.stringify(summary));
    return wentWell(summary);
  } finally {
    await care.stop();
  }
}

async function main(): Promise<number> {
  try {
    const options = parseReplayOptions(process.argv.slice(2));
    if (options === 'help') {
      console.log(REPLAY_HELP);
      return 0;
    }
    return (await runReplay(options)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
