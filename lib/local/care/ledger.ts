/**
 * The ledger: what was sent and accepted is stored, or ignored, or parked, each once and where it belongs. It is an
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
  /** Messages of the brand's own replies: stored though nobody sent them in, and heard like any other. */
  readonly own: readonly string[];
  /** Message ids as the tickets that go on have heard them. */
  readonly heard: readonly string[];
  /** Dead-letter queues that hold what no retry could deliver, publish or work, each with its count; inbound's is `parked`. */
  readonly givenUp: readonly string[];
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
  /** Found once, but not where such an event belongs: a message among the ignored, a receipt among the parked. */
  readonly misplaced: readonly string[];
  /** Found, but never accepted or never sent. */
  readonly unexpected: readonly string[];
  /** Healthy and parked. */
  readonly healthyParked: readonly string[];
  /** Stored, but not heard exactly once by one ticket that goes on. */
  readonly unheard: readonly string[];
  /** Of changes, events, replies and other work: nothing may be given up. */
  readonly givenUp: readonly string[];
  readonly waiting: number;
  /** No fault, nothing waiting, and something stored: a day on which nothing arrived proves nothing. */
  readonly balanced: boolean;
}

type Place = 'stored' | 'ignored' | 'parked';
type Counts = Readonly<Record<Place, ReadonlyMap<string, number>>>;

/** Where an accepted event belongs; a forgery belongs nowhere. */
const PLACES: Readonly<Record<SentEvent['intent'], Place | undefined>> = {
  healthy: 'stored',
  without_words: 'ignored',
  poison: 'parked',
  forged: undefined,
};

function countsOf(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** How often an event was found in each place. A hopeless event that came twice lies parked twice: once all the same. */
function timesIn({ storedAs, eventId }: SentEvent, counts: Counts): Record<Place, number> {
  return {
    stored: storedAs === undefined ? 0 : (counts.stored.get(storedAs) ?? 0),
    ignored: counts.ignored.get(eventId) ?? 0,
    parked: counts.parked.has(eventId) ? 1 : 0,
  };
}

/** Accepted events that are not once in their own place, each under the one fault that it has. */
function strayed(accepted: readonly SentEvent[], counts: Counts): Pick<Balance, 'lost' | 'doubled' | 'misplaced'> {
  const found = accepted.map((event) => {
    const times = timesIn(event, counts);
    const place = PLACES[event.intent];
    const isInPlace = place !== undefined && times[place] > 0;
    return { name: event.storedAs ?? event.eventId, times: times.stored + times.ignored + times.parked, isInPlace };
  });
  const namesOf = (faulty: typeof found): string[] => faulty.map(({ name }) => name);
  return {
    lost: namesOf(found.filter(({ times }) => times === 0)),
    doubled: namesOf(found.filter(({ times }) => times > 1)),
    misplaced: namesOf(found.filter(({ times, isInPlace }) => times === 1 && !isInPlace)),
  };
}

/** The accepted events, each once: copies have both names in common, and two messages may share an event's. */
function acceptedOf(sent: readonly SentEvent[]): SentEvent[] {
  const accepted = sent.filter((event) => event.accepted);
  return [...new Map(accepted.map((event) => [JSON.stringify([event.eventId, event.storedAs]), event])).values()];
}

/** Ids in the engines that no accepted event of the sender's answers for. */
function unexpectedIn(found: FoundEvents, accepted: readonly SentEvent[]): string[] {
  const known = new Set(accepted.flatMap(({ storedAs, eventId }) => [eventId, ...(storedAs ? [storedAs] : [])]));
  return [...found.stored, ...found.ignored, ...found.parked].filter((id) => !known.has(id));
}

/** Messages that are not heard exactly once, and what was heard without being stored. */
function unheardOf({ stored, own, heard }: FoundEvents): string[] {
  const messages = new Set([...stored.filter((name) => name.includes(' message ')), ...own]);
  const counts = countsOf(heard);
  return [...new Set([...messages, ...counts.keys()])].filter((id) => counts.get(id) !== 1 || !messages.has(id));
}

/** Balances the sender's list against what the engines hold. */
export function balance(sent: readonly SentEvent[], found: FoundEvents): Balance {
  const accepted = acceptedOf(sent);
  const counts = { stored: countsOf(found.stored), ignored: countsOf(found.ignored), parked: countsOf(found.parked) };
  const { lost, doubled, misplaced } = strayed(accepted, counts);
  const unexpected = unexpectedIn(found, accepted);
  const healthyParked = accepted
    .filter(({ intent, eventId }) => intent === 'healthy' && counts.parked.has(eventId))
    .map(({ eventId }) => eventId);
  const unheard = unheardOf(found);
  const { givenUp } = found;
  const faults = [lost, doubled, misplaced, unexpected, healthyParked, unheard, givenUp];
  return {
    accepted: accepted.length,
    stored: counts.stored.size,
    ignored: counts.ignored.size,
    parked: counts.parked.size,
    lost,
    doubled,
    misplaced,
    unexpected,
    healthyParked,
    unheard,
    givenUp,
    waiting: found.waiting,
    balanced: counts.stored.size > 0 && found.waiting === 0 && faults.every(({ length }) => length === 0),
  };
}
