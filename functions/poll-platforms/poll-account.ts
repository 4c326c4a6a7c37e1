import { createHash } from 'node:crypto';
import type { PollOrder } from '#contracts/poll-work.ts';
import {
  asking,
  begun,
  failing,
  isDue,
  type PollState,
  paged,
  resting,
  unpolled,
  windowEnd,
} from '#domain/poll-state.ts';
import { ask } from '#functions/poll-platforms/ask.ts';
import { freshEvents } from '#functions/poll-platforms/fresh-events.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { handOver } from '#functions/shell/hand-over.ts';
import { accountId } from '#platforms/account.ts';
import type { Platform } from '#platforms/platform.ts';
import type { Poll, PollAnswer } from '#platforms/poll.ts';

/** Polls one account, page by page: a page is on the inbound queue before the cursor that has seen it is written. */

/** A poll goes on in the next minute after this, well before its function is stopped. */
const LONGEST_POLL_MS = 45_000;

/** After an answer that does not say when. */
const RETRY_SECONDS = 60;
/** An account that somebody must see to is tried again, so that mending it is enough. */
const FAILED_SECONDS = 15 * 60;
/** A platform may put us off for longer, but a mistake of its own shall not silence an account. */
const LONGEST_REST_SECONDS = 24 * 60 * 60;

export type PollOutcome = 'complete' | 'unfinished' | 'resting' | 'failed' | 'overtaken' | 'not_due';

interface Run {
  readonly ports: PollPorts;
  readonly platform: Platform;
  readonly poll: Poll;
  readonly order: PollOrder;
  readonly startedMs: number;
}

/** What the table holds, and what it is to hold next. */
interface Step {
  readonly seen: PollState | undefined;
  readonly state: PollState;
}

type Page = Extract<PollAnswer, { kind: 'page' }>;

/** Writes the step down. @returns the step to go on from; undefined when another poll of the account was faster. */
async function written({ ports }: Run, { seen, state }: Step): Promise<Step | undefined> {
  if (!(await ports.pollStates.put(state, seen))) return undefined;
  const now = { ...state, revision: (seen?.revision ?? 0) + 1 };
  return { seen: now, state: now };
}

/** Hands over what an answer holds; `body` is a page, or what nobody could read. */
async function takeOver(run: Run, body: unknown, { backfill }: PollState): Promise<void> {
  if (body === undefined) return;
  const { ports, platform, poll, order } = run;
  const now = ports.clock();
  const id = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32);
  const cut = platform.split(body, { id, pathAccount: accountId(order.account), headers: {} });
  const events = freshEvents(platform, cut, { hours: order.oldestHours ?? poll.oldestHours, now });
  const facts = {
    platform: platform.name,
    receivedAt: now,
    deliveryId: id,
    ...(backfill && { backfill: true as const }),
  };
  await handOver(ports, events, facts);
  if (events.length > 0) ports.log.info('page taken over', { account: order.account, events: events.length });
  if (events.length < cut.length)
    ports.log.info('older words left', { account: order.account, events: cut.length - events.length });
}

function nextOf(answer: Exclude<PollAnswer, Page | { kind: 'stale_token' }>, state: PollState, now: string): PollState {
  if (answer.kind === 'failed') return resting(failing(state, answer, now), FAILED_SECONDS, now);
  const seconds = Math.min(answer.retryAfterSeconds ?? RETRY_SECONDS, LONGEST_REST_SECONDS);
  return resting(state, seconds, now);
}

/** One request. @returns the step to go on from, or how the poll ended. */
async function turn(run: Run, step: Step): Promise<Step | PollOutcome> {
  const { ports, poll, order } = run;
  const { account } = order;
  const asked = asking(step.state, poll.budget, ports.clock());
  if (!asked) {
    const { window = { startsAt: ports.clock(), requests: 0 } } = step.state;
    await written(run, { ...step, state: { ...step.state, notBefore: windowEnd(window, poll.budget) } });
    return 'resting';
  }
  const now = () => Date.parse(ports.clock());
  const turnWith = (credentials: Parameters<Poll['request']>[0]['credentials']) => ({
    account,
    credentials,
    cursor: asked.cursor,
    nowMs: now(),
  });
  const answer = await ask<Page>(ports, account, {
    request: (credentials) => poll.request(turnWith(credentials)),
    read: (response, credentials) => poll.read(response, turnWith(credentials)),
  });
  if (answer.kind !== 'page') {
    if (answer.kind === 'retry') await takeOver(run, answer.unread, asked);
    ports.log.warn('poll not answered', { account, outcome: answer.kind, reason: answer.reason });
    ports.count(answer.kind === 'failed' ? 'PollsFailed' : 'PollsPutOff');
    await written(run, { ...step, state: nextOf(answer, asked, ports.clock()) });
    return answer.kind === 'failed' ? 'failed' : 'resting';
  }
  await takeOver(run, answer.body, asked);
  const next = await written(run, { ...step, state: paged(asked, answer, ports.clock()) });
  if (!next) return 'overtaken';
  return answer.more ? next : 'complete';
}

async function pages(run: Run, first: Step): Promise<PollOutcome> {
  let step = first;
  while (Date.parse(run.ports.clock()) - run.startedMs < LONGEST_POLL_MS) {
    const next = await turn(run, step);
    if (typeof next === 'string') return next;
    step = next;
  }
  return 'unfinished';
}

/** @returns how the poll ended. @throws an engine's error when the table or the queue did not answer. */
export async function pollAccount(ports: PollPorts, order: PollOrder): Promise<PollOutcome> {
  const { account } = order;
  const platform = ports.platformNamed(account.slice(0, account.indexOf(':')));
  if (!platform?.poll) return 'not_due';
  const now = ports.clock();
  const seen = await ports.pollStates.get(account);
  const state = seen ?? unpolled(account);
  const { poll } = platform;
  if (!order.now && !isDue(state, poll.everySeconds, now)) return 'not_due';
  ports.count('AccountsPolled');
  const run = { ports, platform, poll, order, startedMs: Date.parse(now) };
  return pages(run, { seen, state: begun(state, poll.everySeconds, now) });
}
