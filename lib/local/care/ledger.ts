/**
 * The ledger: what was sent and accepted is stored, or ignored, or parked, each in exactly one place and once. It is an
 * equality of sets of ids, taken from the sender's own list and from the engines; no counter of the pipeline is asked.
 */

/** One event in the sender's own list. */
export interface SentEvent {
  /** What it is called when stored: `<account> message <id>`, or `<account> edit of <id>`; absent when it is no words. */
  readonly storedAs?: string | undefined;
  /** What it is called when traced or parked: `<account> event <id>`. */
  readonly eventId: string;
  /** Whether every answer to it was a refusal (401, 400, 413): such an event must be nowhere. */
  readonly accepted: boolean;
  /** What the sender made it to be. */
  readonly intent: 'healthy' | 'without_words' | 'poison' | 'forged';
}

/** What the engines hold, every copy listed. */
export interface FoundEvents {
  readonly stored: readonly string[];
  readonly ignored: readonly string[];
  readonly parked: readonly string[];
  /** Message ids as the tickets that go on have heard them. */
  readonly heard: readonly string[];
  /** Messages left on queues. */
  readonly waiting: number;
}

export interface Balance {
  readonly accepted: number;
  readonly stored: number;
  readonly ignored: number;
  readonly parked: number;
  /** Accepted and found nowhere. */
  readonly lost: readonly string[];
  /** Found more than once, or in more than one place. */
  readonly doubled: readonly string[];
  /** Found, but never accepted or never sent. */
  readonly unexpected: readonly string[];
  /** Healthy and parked. */
  readonly healthyParked: readonly string[];
  /** Stored, but not heard exactly once by one ticket that goes on. */
  readonly unheard: readonly string[];
  readonly waiting: number;
  readonly balanced: boolean;
}

function countsOf(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** How often an event was found, over all places. A hopeless event that came twice lies parked twice: one place all the same. */
function timesFound(event: SentEvent, counts: Record<'stored' | 'ignored' | 'parked', Map<string, number>>): number {
  const stored = event.storedAs === undefined ? 0 : (counts.stored.get(event.storedAs) ?? 0);
  return stored + (counts.ignored.get(event.eventId) ?? 0) + (counts.parked.has(event.eventId) ? 1 : 0);
}

/** Ids in the engines that no accepted event of the sender's answers for. */
function unexpectedIn(found: FoundEvents, accepted: readonly SentEvent[]): string[] {
  const known = new Set(accepted.flatMap(({ storedAs, eventId }) => [eventId, ...(storedAs ? [storedAs] : [])]));
  return [...found.stored, ...found.ignored, ...found.parked].filter((id) => !known.has(id));
}

/** Messages that are not heard exactly once, and what was heard without being stored. */
function unheardOf({ stored, heard }: FoundEvents): string[] {
  const messages = new Set(stored.filter((name) => name.includes(' message ')));
  const counts = countsOf(heard);
  return [...new Set([...messages, ...counts.keys()])].filter((id) => counts.get(id) !== 1 || !messages.has(id));
}

/** Balances the sender's list against what the engines hold. */
export function balance(sent: readonly SentEvent[], found: FoundEvents): Balance {
  const accepted = [...new Map(sent.filter((event) => event.accepted).map((event) => [event.eventId, event])).values()];
  const counts = { stored: countsOf(found.stored), ignored: countsOf(found.ignored), parked: countsOf(found.parked) };
  const times = accepted.map((event) => ({ event, times: timesFound(event, counts) }));
  const lost = times.filter((each) => each.times === 0).map(({ event }) => event.storedAs ?? event.eventId);
  const doubled = times.filter((each) => each.times > 1).map(({ event }) => event.storedAs ?? event.eventId);
  const unexpected = unexpectedIn(found, accepted);
  const healthyParked = accepted
    .filter(({ intent, eventId }) => intent === 'healthy' && counts.parked.has(eventId))
    .map(({ eventId }) => eventId);
  const unheard = unheardOf(found);
  const faults = [lost, doubled, unexpected, healthyParked, unheard];
  return {
    accepted: accepted.length,
    stored: counts.stored.size,
    ignored: counts.ignored.size,
    parked: counts.parked.size,
    lost,
    doubled,
    unexpected,
    healthyParked,
    unheard,
    waiting: found.waiting,
    balanced: found.waiting === 0 && faults.every(({ length }) => length === 0),
  };
}
