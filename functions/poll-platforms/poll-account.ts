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
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { type PageFacts, takeOver } from '#functions/poll-platforms/take-over.ts';
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

/** How a page of the account is taken over. */
function pageOf({ platform, poll, order }: Run, { backfill }: PollState): PageFacts {
  return { platform, account: order.account, hours: order.oldestHours ?? poll.oldestHours, backfill };
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
    if (answer.kind === 'retry') await takeOver(ports, pageOf(run, asked), answer.unread);
    ports.log.warn('poll not answered', { account, outcome: answer.kind, reason: answer.reason });
    ports.count(answer.kind === 'failed' ? 'PollsFailed' : 'PollsPutOff');
    await written(run, { ...step, state: nextOf(answer, asked, ports.clock()) });
    return answer.kind === 'failed' ? 'failed' : 'resting';
  }
  await takeOver(ports, pageOf(run, asked), answer.body);
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
