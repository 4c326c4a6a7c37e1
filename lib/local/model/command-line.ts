import { parseArgs } from 'node:util';
import { UsageError } from '../command-line.ts';

/** What can be written behind `npm run model --`. */

/** Where the bucket is. */
export type ModelTarget =
  | { readonly kind: 'endpoint'; readonly url: string }
  | { readonly kind: 'outputs'; readonly file: string; readonly stage: string | undefined };

export type ModelDeed =
  | { readonly kind: 'publish'; readonly file: string }
  | { readonly kind: 'show' }
  | { readonly kind: 'reset' };

export interface ModelCommand {
  readonly deed: ModelDeed;
  readonly target: ModelTarget;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const OUTPUTS_FILE = 'outputs.json';

export const MODEL_HELP = `Puts another model in use, without a deployment: functions see it within five minutes.

  npm run model -- publish FILE [options]   checks a model, keeps it in the stage's bucket and points at it
  npm run model -- show [options]           says which model is in use, and whether it is sound
  npm run model -- reset [options]          back to the model that ships

  --target STAGE   a deployed stage, by the outputs that \`npx cdk deploy 'STAGE/*' --outputs-file ${OUTPUTS_FILE}\` wrote
  --outputs FILE   that file (default: ${OUTPUTS_FILE})
  --endpoint URL   the buckets of a stack that runs here, as \`npm start\` prints it
  --dry-run        change nothing, say what would be done
  --json           one JSON object on the last line
  --help           this text

Exit codes: 0 done, 1 failed, or the model in use is not sound, 2 wrong options.
`;

const OPTIONS = {
  target: { type: 'string' },
  outputs: { type: 'string' },
  endpoint: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${MODEL_HELP}`);
  }
}

function deedOf([word, file, ...more]: readonly string[]): ModelDeed {
  if (word === 'publish' && file !== undefined && more.length === 0) return { kind: 'publish', file };
  if ((word === 'show' || word === 'reset') && file === undefined) return { kind: word };
  throw new UsageError('One of: publish FILE, show, reset (--help).');
}

type Values = ReturnType<typeof parsed>['values'];

function targetOf({ target, outputs, endpoint }: Values): ModelTarget {
  if (endpoint === undefined) return { kind: 'outputs', file: outputs ?? OUTPUTS_FILE, stage: target };
  if (target !== undefined || outputs !== undefined) throw new UsageError('Either --endpoint, or --target.');
  const isAddress = /^https?:\/\//.test(endpoint) && URL.canParse(endpoint);
  if (!isAddress) throw new UsageError(`--endpoint ${endpoint}: an address begins with https:// or http://.`);
  return { kind: 'endpoint', url: endpoint };
}

/** Reads the options. @throws {UsageError} when they can't be read. */
export function parseModelOptions(args: readonly string[]): ModelCommand | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  return {
    deed: deedOf(positionals),
    target: targetOf(values),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
  };
}
