/** What can be written behind `npm run clocks --`. */
import { parseArgs } from 'node:util';
import { UsageError } from '#local/command-line.ts';
import { parseRecomputeOptions, RECOMPUTE_HELP, type RecomputeCommand } from './recompute-command.ts';

export interface VerifyCommand {
  readonly name: 'verify';
  readonly cases: number;
  readonly seed: number | undefined;
  /** The changes of the clocks instead of random cases. */
  readonly dst: boolean;
  readonly json: boolean;
}

const VERIFY_HELP = `npm run clocks -- verify [OPTIONS]

Holds the clocks of many cases against a slow calculator that steps through time minute
by minute: every due time, warning, run, pause and breach.

  --cases N   so many random histories, policies and calendars (default 10000)
  --seed S    the same cases again; without it, others each time
  --dst       instead: every change of the clocks in ten zones in 2026 and 2027
  --json      one JSON object on the last line of stdout
  --help      this text

Exit code 0 when all are equal, 1 when a case differs (it is told, as simple as it gets),
2 for wrong options.
`;

export const CLOCKS_HELP = `${VERIFY_HELP}
${RECOMPUTE_HELP}`;

const DEFAULT_CASES = 10_000;
const OPTIONS = {
  cases: { type: 'string' },
  seed: { type: 'string' },
  dst: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${CLOCKS_HELP}`);
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`${option} ${text}: a whole number from ${least}.`);
}

/** Reads the options. @throws {UsageError} when they can't be read. */
export function parseClocksOptions(args: readonly string[]): VerifyCommand | RecomputeCommand | 'help' {
  const [name, ...others] = args;
  return name === 'recompute' ? parseRecomputeOptions(others) : parseVerifyOptions(args);
}

function parseVerifyOptions(args: readonly string[]): VerifyCommand | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (positionals.join(' ') !== 'verify') throw new UsageError(`Say what to do with the clocks.\n\n${CLOCKS_HELP}`);
  if (values.dst && (values.cases ?? values.seed))
    throw new UsageError('--dst has its own cases: leave --cases and --seed out.');
  return {
    name: 'verify',
    cases: values.cases === undefined ? DEFAULT_CASES : wholeNumber('--cases', values.cases, 1),
    seed: values.seed === undefined ? undefined : wholeNumber('--seed', values.seed, 0),
    dst: values.dst ?? false,
    json: values.json ?? false,
  };
}
