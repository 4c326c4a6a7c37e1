import type { BackfillOrder } from '#contracts/poll-work.ts';
import { PermanentError } from '#domain/errors.ts';
import { ask } from '#functions/poll-platforms/ask.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { takeOver } from '#functions/poll-platforms/take-over.ts';
import type { Backfill, Span } from '#platforms/backfill.ts';
import type { Platform } from '#platforms/platform.ts';
import type { PollAnswer } from '#platforms/poll.ts';

/**
 * Asks a platform for what it could not deliver, one request a message: the order goes back on the queue with where it has
 * got to, so that it waits there and holds nobody up. What is read twice is the same event twice.
 */

/** Meta takes two requests a second for an inbox; a queue waits a second at least. */
const NEXT_PAGE_SECONDS = 1;
const RETRY_SECONDS = 60;
/** SQS's longest delay. */
const LONGEST_DELAY_SECONDS = 900;
/** A platform that puts us off for so long has a trouble that somebody must see. */
const MOST_PUT_OFF = 100;
/** More than any outage brings: a list that never ends is a fault of the platform's. */
const MOST_PAGES = 2_000;

export type BackfillOutcome = 'complete' | 'unfinished' | 'put_off' | 'nothing_to_have' | 'not_offered';

interface Asking {
  readonly platform: Platform;
  readonly backfill: Backfill;
  readonly order: BackfillOrder;
  readonly span: Span;
}

async function putOff(ports: PollPorts, order: BackfillOrder, seconds: number): Promise<void> {
  await ports.putOff(JSON.stringify(order), Math.min(LONGEST_DELAY_SECONDS, Math.max(1, Math.ceil(seconds))));
}

type Page = Extract<PollAnswer, { kind: 'page' }>;

/** Puts the question. @throws {PermanentError} when somebody has to mend something before it is answered. */
async function askedFor(ports: PollPorts, { backfill, order, span }: Asking) {
  const { account, cursor } = order;
  const turn = { account, cursor, span, nowMs: Date.parse(ports.clock()) };
  const answer = await ask<Page>(ports, account, {
    request: (credentials) => backfill.request({ ...turn, credentials }),
    read: (response, credentials) => backfill.read(response, { ...turn, credentials }),
  });
  if (answer.kind === 'failed') throw new PermanentError(answer.reason);
  return answer;
}

/** One request and what came of it. */
async function turn(ports: PollPorts, asking: Asking): Promise<BackfillOutcome> {
  const { platform, order, span } = asking;
  const answer = await askedFor(ports, asking);
  if (answer.kind === 'retry') {
    const times = (order.putOff ?? 0) + 1;
    if (times > MOST_PUT_OFF) throw new PermanentError('put_off_too_often');
    await putOff(ports, { ...order, putOff: times }, answer.retryAfterSeconds ?? RETRY_SECONDS);
    return 'put_off';
  }
  const hours = (Date.parse(ports.clock()) - span.fromMs) / 3_600_000;
  await takeOver(ports, { platform, account: order.account, hours, backfill: true }, answer.body);
  if (!answer.more) return 'complete';
  const pages = (order.pages ?? 0) + 1;
  if (pages >= MOST_PAGES) throw new PermanentError('backfill_without_end');
  await putOff(ports, { ...order, cursor: { ...answer.cursor }, pages, putOff: undefined }, NEXT_PAGE_SECONDS);
  return 'unfinished';
}

/**
 * @returns how far it got.
 * @throws {PermanentError} when it can't be had until somebody has mended something: the order is parked.
 */
export async function backfillAccount(ports: PollPorts, order: BackfillOrder): Promise<BackfillOutcome> {
  const platform = ports.platformNamed(order.account.slice(0, order.account.indexOf(':')));
  const backfill = platform?.backfill;
  if (!backfill) return 'not_offered';
  const nowMs = Date.parse(ports.clock());
  const gap = { fromMs: Date.parse(order.from), toMs: Date.parse(order.to) };
  const waitMs = gap.toMs + (backfill.settlesMs ?? 0) - nowMs;
  if (waitMs > 0) {
    await putOff(ports, order, waitMs / 1000);
    return 'put_off';
  }
  const span = backfill.reach(gap, nowMs);
  return span ? turn(ports, { platform, backfill, order, span }) : 'nothing_to_have';
}
