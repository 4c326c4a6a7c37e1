import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExact } from '#contracts/exact-json.ts';
import { accountOf, type CareStack } from '#local/care/care-stack.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { expectationsIn } from './expectation.ts';
import type { Answered } from './file-outcome.ts';
import type { PayloadFile, Skipped } from './folders.ts';

/** Files of platforms that do not deliver: each is what the platform answers the next poll with. */

/** Whatever its age: what was recorded years ago is read like news. */
const OLDEST_HOURS = 1_000_000;

const LONGEST_ROUND_MS = 60_000;
const PAUSE_MS = 25;
/** Looks in a row that must find nothing: a message may be between a queue and its worker. */
const LOOKS = 4;

/** Whether a platform's files are pages. */
export const isPolled = (platform: PlatformName): boolean => !platforms[platform].webhook;

/** Files by platform: in each round one of each. */
function roundsOf(files: readonly PayloadFile[]): PayloadFile[][] {
  const rounds: PayloadFile[][] = [];
  const counts = new Map<PlatformName, number>();
  for (const file of files) {
    const round = counts.get(file.platform) ?? 0;
    counts.set(file.platform, round + 1);
    rounds[round] = [...(rounds[round] ?? []), file];
  }
  return rounds;
}

interface Fed {
  readonly file: PayloadFile;
  readonly page: unknown;
}

/** Reads a file and gives it to the double. @returns why it can't be: it is no JSON. */
async function feed({ platforms: double }: CareStack, file: PayloadFile): Promise<Fed | Skipped> {
  try {
    const page = parseExact(await readFile(file.path, 'utf8'));
    double.feed(file.platform, [page]);
    return { file, page };
  } catch (error) {
    const why = error instanceof SyntaxError ? 'no JSON' : ((error as NodeJS.ErrnoException).code ?? String(error));
    return { name: file.name, reason: `can't be read (${why})` };
  }
}

/** A page that nobody asked for is a poll that failed: its refusals say why. */
function answered({ platforms: double }: CareStack, { file, page }: Fed): Answered {
  const { name, platform } = file;
  const left = double.takeBack(platform);
  if (left === 0) {
    const expected = expectationsIn(platform, page);
    return { file: name, status: 200, expected, isEmpty: expected.length === 0 };
  }
  const refused = double.refused().filter((each) => each.platform === platform);
  return { file: name, status: 0, detail: `not asked for; ${refused.length} requests refused`, expected: [] };
}

/** Waits until every order to poll was worked; what follows from the pages may still be on its way. */
async function untilPolled({ stack }: CareStack): Promise<void> {
  const deadline = Date.now() + LONGEST_ROUND_MS;
  for (let quiet = 0; quiet < LOOKS && Date.now() < deadline; ) {
    const { visible = 0, inFlight = 0 } =
      stack.queues().find(({ url }) => url === stack.outputs['PollQueueUrl'])?.depth ?? {};
    quiet = visible + inFlight === 0 ? quiet + 1 : 0;
    await sleep(PAUSE_MS);
  }
}

/** Lets the poller of the running stack ask for the files, one of each platform at a time. */
export async function pollFiles(
  care: CareStack,
  files: readonly PayloadFile[],
  onFile: (answer: Answered | Skipped) => void,
): Promise<void> {
  for (const round of roundsOf(files)) {
    const given = await Promise.all(round.map((file) => feed(care, file)));
    const fed = given.filter((each) => 'file' in each);
    const accounts = fed.map(({ file }) => accountOf(file.platform));
    await care.stack.invoke('plan-polls', { accounts, oldestHours: OLDEST_HOURS });
    await untilPolled(care);
    for (const each of given) onFile('file' in each ? answered(care, each) : each);
  }
}
