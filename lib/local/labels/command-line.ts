import { parseArgs } from 'node:util';
import { UsageError } from '../command-line.ts';

/** What can be written behind `npm run labels --`. */

export interface LabelsCommand {
  /** The agent API. */
  readonly endpoint: string;
  readonly tokenFile: string;
  readonly since: string;
}

export const LABELS_HELP = `Takes out what agents corrected, one JSON object a line, in the shape of train/corpus.

  npm run --silent labels -- --endpoint URL --token-file FILE [options] > labels.jsonl

  --endpoint URL      the agent API: AgentApiUrl of a stage, or what \`npm start\` prints
  --token-file FILE   holds an access token of an admin, or of a machine with the scopes earshot/labels.export and
                      earshot/tickets.read
  --since DATE        labels given from this day or instant on, such as 2026-11-01 (default: all)
  --help              this text

How many there were is said on standard error. Exit codes: 0 all are out, 1 some are missing, 2 wrong options.
`;

const OPTIONS = {
  endpoint: { type: 'string' },
  'token-file': { type: 'string' },
  since: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Nobody labelled anything before. */
const EVERYTHING = '2026-01-01';

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${LABELS_HELP}`);
  }
}

/** Reads the options. @throws {UsageError} when they can't be read. */
export function parseLabelsOptions(args: readonly string[]): LabelsCommand | 'help' {
  const { help, endpoint, 'token-file': tokenFile, since = EVERYTHING } = parsed(args);
  if (help) return 'help';
  if (!endpoint || !tokenFile) throw new UsageError('--endpoint and --token-file are needed (--help).');
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint))
    throw new UsageError(`--endpoint ${endpoint}: an address begins with https:// or http://.`);
  return { endpoint: endpoint.replace(/\/$/, ''), tokenFile, since };
}
