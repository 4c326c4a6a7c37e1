/** What can be written behind `npm start --`. */
import { parseArgs } from 'node:util';
import { LocalRunError } from './errors.ts';

export interface CommandLine {
  readonly help: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly port: number | undefined;
  readonly dataDirectory: string | undefined;
}

export const HELP = `Runs the whole stack on this machine until it is stopped with Ctrl-C.

  npm start -- [options]

  --port N     webhooks at port N, the agent API at N + 1 (default: free ports)
  --data DIR   keep tables, queues and buckets in DIR from one start to the next (default: in memory)
  --verbose    show what the functions log
  --json       print one JSON object when ready, and nothing else on standard output
  --help       this text

It needs Java 17 or later for DynamoDB Local. Exit codes: 0 stopped, 1 could not start, 2 wrong options.
`;

/** Options that can't be read. */
export class UsageError extends LocalRunError {
  override readonly name = 'UsageError';
}

/** Reads the options. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = parsed(args);
  return {
    help: values.help ?? false,
    json: values.json ?? false,
    verbose: values.verbose ?? false,
    port: values.port === undefined ? undefined : portOf(values.port),
    dataDirectory: values.data,
  };
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  port: { type: 'string' },
  data: { type: 'string' },
} as const;

function parsed(args: readonly string[]): {
  help?: boolean;
  json?: boolean;
  verbose?: boolean;
  port?: string;
  data?: string;
} {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  throw new UsageError(`--port ${text}: a port is a whole number from 1 to 65534.`);
}
