/** What can be written behind `npm run clocks -- recompute`. */
import { parseArgs } from 'node:util';
import { isDate } from '#domain/calendar/day.ts';
import { UsageError } from '#local/command-line.ts';

/** Where the table is. */
export type TableSource =
  | { readonly kind: 'outputs'; readonly file: string; readonly stage: string | undefined }
  | { readonly kind: 'endpoint'; readonly url: string; readonly table: string | undefined };

export interface RecomputeCommand {
  readonly name: 'recompute';
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly source: TableSource;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const OUTPUTS_FILE = 'outputs.json';

export const RECOMPUTE_HELP = `npm run clocks -- recompute --from DATE [OPTIONS]

Recomputes the clocks of every ticket that anything has happened to since DATE, after a
calendar was mended, and prints the difference. Clocks that go on are due when the
calendars say now. Of clocks that are over, what was told is corrected where it was wrong:
breaches that were none, and the reverse, each by the policy that was in force when the
clock was over. Every correction is an entry of the ticket's history.

  --from DATE      a day or an instant, such as 2026-12-24 (UTC)
  --dry-run        prints, writes nothing
  --json           one JSON object on the last line of stdout

Where the table is, deployed:
  --target STAGE   by the outputs of its stacks, which come from
                     npx cdk deploy 'STAGE/*' --outputs-file ${OUTPUTS_FILE}
  --outputs FILE   another file of outputs than ${OUTPUTS_FILE}

Where the table is, here:
  --endpoint URL   the address that npm start prints as "DynamoDB"
  --table NAME     when there are several tables

Public holidays are those compiled in this working copy: take the commit that is
deployed. Every ticket of every status is looked up once.

Exit code 0 when done, 1 when the table can't be reached, 2 for wrong options.
`;

const OPTIONS = {
  from: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  target: { type: 'string' },
  outputs: { type: 'string' },
  endpoint: { type: 'string' },
  table: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${RECOMPUTE_HELP}`);
  }
}

type Values = ReturnType<typeof parsed>;

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/;

function fromOf(text: string | undefined): string {
  if (text === undefined) throw new UsageError(`--from is needed: a day such as 2026-12-24.\n\n${RECOMPUTE_HELP}`);
  // Date.parse takes the 30 of February for the 2 of March.
  const at = INSTANT.test(text) && isDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(`--from ${text}: a day that there is, such as 2026-12-24, or an instant in UTC.`);
  return new Date(at).toISOString();
}

function sourceOf({ target, outputs, endpoint, table }: Values): TableSource {
  if (endpoint === undefined) {
    if (table !== undefined) throw new UsageError('--table goes with --endpoint.');
    return { kind: 'outputs', file: outputs ?? OUTPUTS_FILE, stage: target };
  }
  if (target !== undefined || outputs !== undefined)
    throw new UsageError('Name the table in one way: --endpoint, or --target.');
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new UsageError(`--endpoint ${endpoint}: an address begins with https:// or http://.`);
  return { kind: 'endpoint', url: endpoint, table };
}

/** Reads the options behind `recompute`. @throws {UsageError} when they can't be read. */
export function parseRecomputeOptions(args: readonly string[]): RecomputeCommand | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  return {
    name: 'recompute',
    from: fromOf(values.from),
    source: sourceOf(values),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
  };
}
