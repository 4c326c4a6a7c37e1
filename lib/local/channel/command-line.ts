import { parseArgs } from 'node:util';
import { type PlatformName, platformNamed, platforms } from '#platforms/registry.ts';
import { UsageError } from '../command-line.ts';

/** What can be written behind `npm run channel --`. */

export type ChannelDeed =
  | {
      readonly kind: 'add';
      readonly platform: PlatformName;
      readonly account: string | undefined;
      readonly fields: string | undefined;
    }
  | { readonly kind: 'check'; readonly account: string }
  | { readonly kind: 'backfill'; readonly account: string; readonly fromMs: number; readonly toMs: number | undefined }
  | { readonly kind: 'needs'; readonly platform: PlatformName };

export interface ChannelCommand {
  readonly deed: ChannelDeed;
  /** A file of outputs, and which of its stages. */
  readonly outputs: string;
  readonly stage: string | undefined;
  readonly json: boolean;
}

const OUTPUTS_FILE = 'outputs.json';
const NAMES = Object.keys(platforms).sort().join(', ');

export const CHANNEL_HELP = `Connects the brand's accounts, and says whether they are well connected.

  npm run channel -- add PLATFORM [--account ID] [--fields FILE]
                     asks for what the platform needs, puts it into the stage's secrets and
                     says which address to give the platform
  npm run channel -- needs PLATFORM
                     says what would be asked for
  npm run channel -- check PLATFORM:ID
                     asks the platform whether the token is good and events are subscribed
  npm run channel -- backfill PLATFORM:ID --from TIME [--to TIME]
                     has the platform asked for what it could not deliver: done by itself
                     when a channel that was silent or cut off is heard again

PLATFORM is one of ${NAMES}.

  --account ID     the platform's id of the account; asked for when absent
  --fields FILE    the fields as one JSON object, instead of asking; - is standard input.
                   Secrets are taken from no option: options stand in shells' histories
  --from, --to     times in ISO 8601, such as 2026-11-22T08:00Z; --to is now when absent
  --target STAGE   a deployed stage, by the outputs that come from
                     npx cdk deploy 'STAGE/*' --outputs-file ${OUTPUTS_FILE}
  --outputs FILE   that file (default: ${OUTPUTS_FILE}), or what npm start -- --json has printed
  --json           one JSON object on the last line of stdout
  --help           this text

Exit codes: 0 done or well, 1 failed or not well, 2 wrong options.
`;

const OPTIONS = {
  account: { type: 'string' },
  fields: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  target: { type: 'string' },
  outputs: { type: 'string', default: OUTPUTS_FILE },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${CHANNEL_HELP}`);
  }
}

type Values = ReturnType<typeof parsed>['values'];

function platformOf(name: string | undefined): PlatformName {
  const platform = platformNamed(name ?? '');
  if (!platform) throw new UsageError(`${name ?? 'No platform'}: one of ${NAMES}.`);
  return platform.name as PlatformName;
}

/** @throws {UsageError} unless it is `PLATFORM:ID`. */
function accountIn(of: string | undefined): string {
  platformOf(of?.split(':')[0]);
  if (!of?.includes(':') || of.endsWith(':')) throw new UsageError(`${of}: an account is PLATFORM:ID.`);
  return of;
}

function timeOf(option: string, text: string): number {
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new UsageError(`${option} ${text}: a time is written like 2026-11-22T08:00Z.`);
  return ms;
}

function backfillOf(of: string | undefined, { from, to }: Values): ChannelDeed {
  const account = accountIn(of);
  if (from === undefined) throw new UsageError('backfill takes --from TIME: when the account was heard last.');
  const [fromMs, toMs] = [timeOf('--from', from), to === undefined ? undefined : timeOf('--to', to)];
  if (toMs !== undefined && toMs <= fromMs) throw new UsageError('--from comes before --to.');
  return { kind: 'backfill', account, fromMs, toMs };
}

function deedOf(positionals: readonly string[], values: Values): ChannelDeed {
  const [word, of, ...more] = positionals;
  const { account, fields, from, to } = values;
  if (more.length > 0) throw new UsageError(`${more.join(' ')} is too much (--help).`);
  if (word !== 'backfill' && (from ?? to) !== undefined) throw new UsageError('--from and --to go with backfill.');
  if (word === 'add') return { kind: 'add', platform: platformOf(of), account, fields };
  if (account !== undefined || fields !== undefined) throw new UsageError('--account and --fields go with add.');
  if (word === 'needs') return { kind: 'needs', platform: platformOf(of) };
  if (word === 'backfill') return backfillOf(of, values);
  if (word === 'check') return { kind: 'check', account: accountIn(of) };
  throw new UsageError('One of: add PLATFORM, needs PLATFORM, check PLATFORM:ID, backfill PLATFORM:ID (--help).');
}

/** Reads the options. @throws {UsageError} when they can't be read. */
export function parseChannelOptions(args: readonly string[]): ChannelCommand | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const { outputs, target: stage, json } = values;
  return { deed: deedOf(positionals, values), outputs, stage, json };
}
