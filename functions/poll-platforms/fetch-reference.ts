import type { NamedThing, PollWork } from '#contracts/poll-work.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { asking, type PollState, type RequestBudget, unpolled, windowEnd } from '#domain/poll-state.ts';
import type { Trace } from '#domain/ports.ts';
import { ask } from '#functions/poll-platforms/ask.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { handOver } from '#functions/shell/hand-over.ts';
import type { Reference } from '#platforms/event.ts';
import type { Platform } from '#platforms/platform.ts';
import type { Fetch, FetchAnswer } from '#platforms/poll.ts';

/** Fetches what an event only named, and puts it on the inbound queue as an event of its own. */

/** A platform that puts us off for longer than it takes to fetch everything else has a trouble that somebody must see. */
const MOST_PUT_OFF = 200;
/** SQS's longest delay. */
const LONGEST_DELAY_SECONDS = 900;
const RETRY_SECONDS = 60;
/** Attempts to count a request while others of the account are counted. */
const MOST_COUNTS = 5;

type Answer = Extract<FetchAnswer, { kind: 'fetched' | 'gone' }>;

function fetchOf({ platformNamed }: PollPorts, { platform: name }: NamedThing): { platform: Platform; door: Fetch } {
  const platform = platformNamed(name);
  if (!platform?.fetch) throw new PermanentError('reference_without_fetch');
  return { platform, door: platform.fetch };
}

function referenceIn(platform: Platform, { event, receivedAt }: NamedThing): Reference {
  const meaning = platform.normalise(event, receivedAt);
  if (meaning.kind !== 'reference') throw new PermanentError('not_a_reference');
  return meaning.reference;
}

/** Counts a request against the account's budget. @returns seconds to wait, 0 when it may be made. */
async function waitFor(ports: PollPorts, account: string, budget: RequestBudget | undefined): Promise<number> {
  if (!budget) return 0;
  for (let attempt = 0; attempt < MOST_COUNTS; attempt += 1) {
    const seen = await ports.pollStates.get(account);
    const state: PollState = seen ?? unpolled(account);
    const now = ports.clock();
    const asked = asking(state, budget, now);
    if (!asked)
      return (Date.parse(windowEnd(state.window ?? { startsAt: now, requests: 0 }, budget)) - Date.parse(now)) / 1000;
    if (await ports.pollStates.put(asked, seen)) return 0;
  }
  throw new TransientError('others of the account are counted');
}

async function putOff(ports: PollPorts, thing: NamedThing, seconds: number): Promise<'put_off'> {
  const times = (thing.putOff ?? 0) + 1;
  if (times > MOST_PUT_OFF) throw new PermanentError('put_off_too_often');
  const work: PollWork = { ...thing, putOff: times };
  await ports.putOff(JSON.stringify(work), Math.min(LONGEST_DELAY_SECONDS, Math.max(1, Math.ceil(seconds))));
  return 'put_off';
}

/** What became of the event that only named the thing: the ledger finds it by its own id. */
function keep(ports: PollPorts, { event, platform, receivedAt }: NamedThing, reason: string): Promise<void> {
  const trace: Trace = { account: event.account, eventId: event.id, platform, receivedAt, outcome: 'ignored', reason };
  return ports.traces.put(trace);
}

type Fetched = Extract<Answer, { kind: 'fetched' }>;

function takeOver(
  ports: PollPorts,
  { platform, deliveryId }: NamedThing,
  { event, also = [] }: Fetched,
): Promise<void> {
  const facts = { platform, receivedAt: ports.clock(), deliveryId: `${deliveryId}-fetched` };
  return handOver(ports, [event, ...also], facts);
}

/**
 * @returns what became of it.
 * @throws {PermanentError} when it can't be had until somebody has mended something: it is parked.
 */
export async function fetchReference(ports: PollPorts, thing: NamedThing): Promise<'fetched' | 'gone' | 'put_off'> {
  const { platform, door } = fetchOf(ports, thing);
  const reference = referenceIn(platform, thing);
  const { account } = thing.event;
  const wait = await waitFor(ports, account, platform.poll?.budget);
  if (wait > 0) return putOff(ports, thing, wait);
  const answer = await ask<Answer>(ports, account, {
    request: (credentials) => door.request(reference, { account, credentials, nowMs: Date.parse(ports.clock()) }),
    read: (response) => door.read(response, thing.event),
  });
  if (answer.kind === 'retry') return putOff(ports, thing, answer.retryAfterSeconds ?? RETRY_SECONDS);
  if (answer.kind === 'failed') throw new PermanentError(answer.reason);
  if (answer.kind === 'fetched') await takeOver(ports, thing, answer);
  await keep(ports, thing, `${answer.kind}_${reference.type}`);
  return answer.kind;
}
