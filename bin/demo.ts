import { parseArgs } from 'node:util';
import { type CareStack, startCareStack } from '#local/care/care-stack.ts';
import { UsageError } from '#local/command-line.ts';
import { startChaos } from '#local/demo/chaos.ts';
import { outcomeOf } from '#local/demo/outcome.ts';
import { quietlyPassing } from '#local/demo/pass-time.ts';
import { terminalProgress } from '#local/demo/progress.ts';
import { putShopHours } from '#local/demo/put-hours.ts';
import { reportLines } from '#local/demo/report.ts';
import { deskOf, playDay } from '#local/demo/run-day.ts';
import { playWeekend } from '#local/demo/run-weekend.ts';
import { dayWithVisitors, WEEKEND_STARTS_MS } from '#local/demo/weekend.ts';
import { measureWriteUnits } from '#local/demo/write-units.ts';
import { seededRandom } from '#local/random.ts';
import { referenceClocks } from '#tests/reference/reference-clocks.ts';

/** `npm run demo`: a whole day and the weekend after it in some minutes, then the ledger. */

const HELP = `npm run demo [-- OPTIONS]

Plays a day of customer care against the whole of Earshot on this machine: signed
webhooks of every platform that delivers, polls of those that do not, a spike, agents
who answer on each, clocks that run out; then a Sunday on which the clocks change and
the Monday morning. Balances what was sent, platform by platform, against what the
engines hold, and what was told of clocks against a slow calculator.

  --chaos        kills environments and injects throttling, conflicts, lost answers
                 and stale index reads while the day runs
  --seed N       what chance decides, repeatably (default 1)
  --messages N   different messages customers send (default 2200)
  --json         one JSON object on the last line of stdout
  --help         this text

Exit code 0 when the ledger balances, 1 when it does not or the day could not be played, 2 for a wrong option.
`;

/**
 * Visibility timeouts of minutes become seconds, so that what a killed environment held comes back within the demo; but
 * longer than any batch takes, so that nothing comes back while it is worked on.
 */
const TIMEOUT_SCALE = 0.1;

interface DemoOptions {
  readonly chaos: boolean;
  readonly seed: number;
  readonly messages: number;
  readonly json: boolean;
}

const OPTIONS = {
  chaos: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  messages: { type: 'string', default: '2200' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new UsageError(`${option} takes a whole number, and '${text}' is none.`);
}

function optionsOf(args: string[]): DemoOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const seed = wholeNumber('--seed', values.seed);
  const messages = wholeNumber('--messages', values.messages);
  if (messages < 1) throw new UsageError(`--messages ${values.messages}: a day needs at least 1.`);
  return { chaos: values.chaos, json: values.json, seed, messages };
}

/** Plays the day, under chaos if that is asked for, and the calm weekend after it. */
async function play(care: CareStack, { chaos, seed, messages }: DemoOptions) {
  const progress = terminalProgress();
  const desk = deskOf(care, seed);
  const trouble = chaos ? await startChaos(care.stack, seededRandom(seed + 2)) : undefined;
  const time = quietlyPassing(care.stack, chaos);
  const given = { desk, progress, time, beforeEnd: trouble?.stop };
  const day = await playDay(care, dayWithVisitors({ seed, messages }), given);
  time.end();
  const calm = quietlyPassing(care.stack);
  const weekend = await playWeekend({ care, desk, time: calm, startMs: WEEKEND_STARTS_MS }, progress);
  calm.end();
  return { day, weekend, kills: trouble?.kills() ?? 0 };
}

async function runDemo(options: DemoOptions): Promise<boolean> {
  const startedAt = performance.now();
  const care = await startCareStack({
    startAt: WEEKEND_STARTS_MS,
    timeoutScale: TIMEOUT_SCALE,
    seed: options.seed,
    isLongRun: true,
    onProgress: (step) => process.stderr.write(`${step} ...\n`),
  });
  try {
    await putShopHours(care);
    const probe = await measureWriteUnits(care);
    const { day, weekend, kills } = await play(care, options);
    const whole = {
      lines: [...probe.lines, ...day.lines, ...weekend.lines],
      replies: [...day.replies, ...weekend.shift.replies],
      resolved: day.resolved + weekend.shift.resolved,
      refused: day.refused + weekend.shift.refused,
    };
    const outcome = await outcomeOf(care, whole, { calculator: referenceClocks, untilMs: weekend.sweptUntilMs });
    const result = {
      ...outcome,
      kills,
      injected: care.stack.faults.injected(),
      writeUnits: probe.units,
      seconds: Math.round(performance.now() - startedAt) / 1000,
    };
    for (const line of reportLines(result)) console.log(line);
    if (options.json) console.log(JSON.stringify(result));
    return outcome.balanced;
  } finally {
    await care.stop();
  }
}

async function main(): Promise<number> {
  try {
    const options = optionsOf(process.argv.slice(2));
    if (options === 'help') {
      console.log(HELP);
      return 0;
    }
    return (await runDemo(options)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
