import { type PollWork, pollWork } from '#contracts/poll-work.ts';
import { PermanentError } from '#domain/errors.ts';
import { backfillAccount } from '#functions/poll-platforms/backfill-account.ts';
import { fetchReference } from '#functions/poll-platforms/fetch-reference.ts';
import { pollAccount } from '#functions/poll-platforms/poll-account.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import type { Facts } from '#functions/shell/log.ts';

/** Works through the queue of polls: accounts to be asked, things to be fetched, gaps to be filled. */

/** A page of a hundred posts with everything about their authors; more than ten times what was seen. */
export const LARGEST_ANSWER_BYTES = 8_000_000;

function read(body: string) {
  try {
    return pollWork.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** What a log line may tell of a message of the queue: its account; nothing of one that cannot be read. */
export function idsIn(body: string): Facts {
  const work = read(body);
  if (!work) return {};
  return { kind: work.kind, account: work.kind === 'reference' ? work.event.account : work.account };
}

function done(work: PollWork, ports: PollPorts): Promise<string> {
  switch (work.kind) {
    case 'poll':
      return pollAccount(ports, work);
    case 'reference':
      return fetchReference(ports, work);
    case 'backfill':
      return backfillAccount(ports, work);
  }
}

/** @returns the story of one message. @throws {PermanentError} when it is to be parked; anything else is retried. */
export function createPollPlatforms(ports: PollPorts) {
  return async (body: string): Promise<void> => {
    const work = read(body);
    if (!work) throw new PermanentError('poll_work_unreadable');
    const outcome = await done(work, ports);
    ports.log.info('polled', { ...idsIn(body), outcome });
  };
}
