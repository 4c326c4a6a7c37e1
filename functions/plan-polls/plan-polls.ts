import { type PollOrder, pollRequest } from '#contracts/poll-work.ts';
import { isDue, type PollState, type PollStates, unpolled } from '#domain/poll-state.ts';
import type { Clock, Enqueue } from '#domain/ports.ts';
import type { Log } from '#functions/shell/log.ts';
import type { Platform } from '#platforms/platform.ts';
import { isSet } from '#platforms/poll.ts';

/** Every minute: which accounts are due is put on the queue of polls, and nothing else is done. */

export interface PlanPollsPorts {
  /** Every account that there are credentials for, with what is set beside them. */
  readonly accounts: () => Promise<readonly Connected[]>;
  readonly pollStates: Pick<PollStates, 'getAll'>;
  readonly platformNamed: (name: string) => Platform | undefined;
  readonly enqueue: Enqueue;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Connected {
  readonly account: string;
  readonly more: Readonly<Record<string, string>>;
}

interface Polled {
  readonly account: string;
  readonly everySeconds: number;
}

/** Every account whose platform is asked, unless its entry says otherwise, or lacks what is to be asked for; one that is named is meant. */
function polledIn(
  accounts: readonly Connected[],
  { platformNamed }: PlanPollsPorts,
  named: readonly string[],
): Polled[] {
  return accounts.flatMap(({ account, more }) => {
    const poll = platformNamed(account.slice(0, account.indexOf(':')))?.poll;
    const isMeant = more['poll'] !== 'off' || named.includes(account);
    return poll && isSet(poll, more) && isMeant ? [{ account, everySeconds: poll.everySeconds }] : [];
  });
}

async function dueAmong(ports: PlanPollsPorts, polled: readonly Polled[]): Promise<string[]> {
  const states = await ports.pollStates.getAll(polled.map(({ account }) => account));
  const known = new Map<string, PollState>(states.map((state) => [state.account, state]));
  const now = ports.clock();
  return polled.flatMap(({ account, everySeconds }) =>
    isDue(known.get(account) ?? unpolled(account), everySeconds, now) ? [account] : [],
  );
}

/**
 * @returns how many accounts are to be asked. A person who invokes it names accounts, or how far back they want to look:
 * then these, or all, are asked whether or not they are due.
 */
export function createPlanPolls(ports: PlanPollsPorts) {
  return async (event: unknown): Promise<{ asked: number }> => {
    const { accounts, oldestHours } = pollRequest.parse(event);
    const polled = polledIn(await ports.accounts(), ports, accounts ?? []);
    const named = polled.map(({ account }) => account).filter((account) => accounts?.includes(account) ?? true);
    const isOrdered = accounts !== undefined || oldestHours !== undefined;
    const asked = isOrdered ? named : await dueAmong(ports, polled);
    const orders = asked.map(
      (account): PollOrder => ({ version: 1, kind: 'poll', account, oldestHours, ...(isOrdered && { now: true }) }),
    );
    await ports.enqueue(orders.map((order) => JSON.stringify(order)));
    ports.log.info('polls planned', { polled: polled.length, asked: asked.length });
    return { asked: asked.length };
  };
}
