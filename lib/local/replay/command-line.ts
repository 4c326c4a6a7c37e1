/** What can be written behind `npm run replay --`. */
import { parseArgs } from 'node:util';
import { UsageError } from '#local/command-line.ts';
import { FOLDER_NAMES } from './folders.ts';

export interface ReplayOptions {
  readonly directory: string;
  readonly json: boolean;
}

export const REPLAY_HELP = `npm run replay -- DIR [OPTIONS]

Delivers each DIR/<platform>/*.json, signed, to a fresh stack on this machine and
says, file by file, what the engines hold of it afterwards:

  stored     a message, an edit or a deletion of it is in the table
  ignored    a trace is in the table, with the reason; what is not known is kept whole
             (of a poll's page that brings nothing there is no trace: empty_page)
  rejected   answered 4xx and nowhere else, with what the answer says
  parked     on the dead-letter queue, with the reason
  failed     answered 5xx, or not at all
  lost       accepted and found nowhere

Folders: ${FOLDER_NAMES.join(', ')}.

A file's bytes are the body of a delivery, as they are; of a platform that does not
deliver, what it answers the next poll with. Every .json file of such a folder is
delivered, but for what is plainly no payload (a handshake, the body of an error, vectors
of a test); what a platform doesn't know it keeps whole. Other files and folders are
skipped, and named.

  --json   one JSON object on the last line of stdout
  --help   this text

Exit code 0 when no answer was a 5xx, nothing is lost and nothing lies on any dead-letter
queue; 1 otherwise; 2 for a wrong option, or a DIR that is not there or holds nothing to deliver.
`;

const OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${REPLAY_HELP}`);
  }
}

/** Reads the options. @throws {UsageError} when they can't be read. */
export function parseReplayOptions(args: readonly string[]): ReplayOptions | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const [directory, ...more] = positionals;
  if (!directory) throw new UsageError(`Which DIR is to be replayed?\n\n${REPLAY_HELP}`);
  if (more.length > 0) throw new UsageError(`One DIR is replayed at a time; ${more.join(' ')} is too much.`);
  return { directory, json: values.json ?? false };
}
