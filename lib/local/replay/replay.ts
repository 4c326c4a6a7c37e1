import type { CareStack } from '#local/care/care-stack.ts';
import { readTable } from '#local/care/found.ts';
import { eachAtOnce } from '#local/care/sender.ts';
import type { LocalStack } from '#local/local-stack.ts';
import { deliverFile } from './deliver-file.ts';
import { type Answered, outcomeOf } from './file-outcome.ts';
import type { Listing, Skipped } from './folders.ts';
import { isPolled, pollFiles } from './poll-files.ts';
import { lineOf, type ReplaySummary, summaryOf } from './report.ts';
import { shelvesOf } from './shelves.ts';

/** Delivers files to a running stack, or lets it poll them, waits until it rests, and reads from the engines what became of each. */

const AT_ONCE = 8;
const LONGEST_WORK_MS = 10 * 60_000;
/** Where events are parked, by the outputs that name the queues. */
const PARKING = ['InboundDlqUrl', 'PollDlqUrl'] as const;

export interface Replayed {
  /** One line a file, in the order of the listing. */
  readonly lines: readonly string[];
  readonly summary: ReplaySummary;
}

interface Delivered {
  readonly answers: readonly Answered[];
  readonly unreadable: readonly Skipped[];
}

type OnProgress = (share: number, doing: string) => void;

async function deliverAll(care: CareStack, { files }: Listing, onProgress: OnProgress): Promise<Delivered> {
  const { stack } = care;
  const answers = new Map<string, Answered>();
  const unreadable: Skipped[] = [];
  const onFile = (answer: Answered | Skipped): void => {
    if ('reason' in answer) unreadable.push(answer);
    else answers.set(answer.file, answer);
    onProgress((answers.size + unreadable.length) / files.length, 'reason' in answer ? answer.name : answer.file);
  };
  const delivered = files.filter(({ platform }) => !isPolled(platform));
  await eachAtOnce(delivered, AT_ONCE, async (file) =>
    onFile(await deliverFile(stack.outputs['WebhookUrl'] ?? '', file, stack.clock.now())),
  );
  const polled = files.filter(({ platform }) => isPolled(platform));
  await pollFiles(care, polled, onFile);
  return { answers: files.flatMap(({ name }) => answers.get(name) ?? []), unreadable };
}

function deadLettersOf(stack: LocalStack): Record<string, number> {
  const queues = stack.queues().filter(({ worked }) => !worked);
  const counts = queues.map(({ name, url }) => [name, stack.queued(url).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Replays what is listed; again on the same stack it makes nothing new. */
export async function replay(care: CareStack, listing: Listing, onProgress: OnProgress = () => {}): Promise<Replayed> {
  const { stack } = care;
  const { answers, unreadable } = await deliverAll(care, listing, onProgress);
  await stack.idle({ timeoutMs: LONGEST_WORK_MS });
  const { items, tickets } = await readTable(stack);
  const shelves = shelvesOf(
    items,
    PARKING.flatMap((name) => stack.queued(stack.outputs[name] ?? '')),
  );
  const outcomes = answers.map((answer) => outcomeOf(answer, shelves));
  const summary = summaryOf(outcomes, {
    tickets: tickets.filter(({ mergedInto }) => !mergedInto).length,
    deadLetters: deadLettersOf(stack),
    skipped: [...listing.skipped, ...unreadable],
  });
  return { lines: outcomes.map(lineOf), summary };
}
