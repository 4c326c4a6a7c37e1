import { redrive } from '#adapters/redrive.ts';
import { clientFor, waitingIn } from '#adapters/redrive-queues.ts';
import { UsageError } from '#local/command-line.ts';
import { terminalProgress } from '#local/demo/progress.ts';
import { parseRedriveOptions, REDRIVE_HELP, type RedriveCommand } from '#local/redrive/command-line.ts';
import { allIsBack, type QueueResult, queueLines, redriveSummary } from '#local/redrive/report.ts';
import { type NamedPair, pairsOf } from '#local/redrive/source.ts';

/** `npm run redrive`: parked messages go back to work, here or deployed. */

async function redriveOne({ name, from, to }: NamedPair, { dryRun, limit }: RedriveCommand): Promise<QueueResult> {
  const client = clientFor(from);
  const progress = terminalProgress();
  try {
    const expected = Math.min(await waitingIn(client, from), limit ?? Number.POSITIVE_INFINITY);
    const onProgress = (count: number) => progress.step(Math.min(1, count / Math.max(1, expected)), name);
    const result = await redrive({ client, from, to }, { dryRun, limit, onProgress });
    progress.end();
    return { queue: name, ...result };
  } finally {
    client.destroy();
  }
}

async function runRedrive(command: RedriveCommand): Promise<boolean> {
  const results: QueueResult[] = [];
  for (const pair of await pairsOf(command)) {
    const result = await redriveOne(pair, command);
    for (const line of queueLines(result, command.dryRun)) console.log(line);
    results.push(result);
  }
  const summary = redriveSummary(results, command.dryRun);
  if (command.json) console.log(JSON.stringify(summary));
  return allIsBack(summary);
}

/** A connection refused on two addresses at once comes without words of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<number> {
  try {
    const command = parseRedriveOptions(process.argv.slice(2));
    if (command === 'help') {
      console.log(REDRIVE_HELP);
      return 0;
    }
    return (await runRedrive(command)) ? 0 : 1;
  } catch (error) {
    console.error(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
