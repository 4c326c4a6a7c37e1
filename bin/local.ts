import { mkdirSync } from 'node:fs';
import { announcementOf, announcementText } from '#local/announcement.ts';
import { startCareStack } from '#local/care/care-stack.ts';
import { HELP, parseCommandLine, UsageError } from '#local/command-line.ts';
import { refuseTaken } from '#local/engines/free-port.ts';
import { findJava } from '#local/engines/java.ts';
import { LocalRunError } from '#local/errors.ts';

/** Progress goes to standard error, so that standard output holds results alone. */
const say = (text: string): void => console.error(text);

/** Resolves at the first request to stop. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalRunError(`--data ${path} can't be used as a folder. Name a folder, or one to be made. (${reason})`);
  }
}

/** Runs the stack until it is stopped. */
async function main(args: readonly string[]): Promise<void> {
  const { help, json, verbose, port, dataDirectory } = parseCommandLine(args);
  if (help) {
    console.log(HELP);
    return;
  }
  const stopped = untilStopped();
  // Whatever would keep the stack from starting is said before the seconds of synthesis, not after.
  await findJava();
  if (dataDirectory !== undefined) makeFolder(dataDirectory);
  await refuseTaken(port === undefined ? [] : [port, port + 1]);
  const { stack, stop } = await startCareStack({ port, dataDirectory, polling: true, onProgress: say });
  if (verbose) stack.followLogs(({ function: name, text }) => say(`${name}: ${text}`));
  const announcement = await announcementOf(stack);
  console.log(json ? JSON.stringify(announcement) : announcementText(announcement));
  await stopped;
  say('stopping');
  await stop();
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LocalRunError)) throw error;
  say(error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
