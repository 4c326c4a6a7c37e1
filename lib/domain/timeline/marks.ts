import type { ClockFact } from '#domain/clock-fact.ts';
import type { Entry } from '#domain/entry.ts';
import type { TicketFacts } from '#domain/timeline/history.ts';

/** What a history has told of its clocks already, so that nothing is told twice. */

/** What was told of one clock. */
export interface Marks {
  /** When each warning point was told. */
  readonly warned: ReadonlyMap<number, string>;
  /** The steps that were taken after a warning, or after the latest breach: another breach takes its own anew. */
  readonly steps: ReadonlySet<number>;
  readonly breaches: number;
  readonly recoveries: number;
  /** When the last breach was told. */
  readonly breachToldAt?: string | undefined;
  readonly pauses: number;
  readonly resumptions: number;
  /** Told to be met, or to have recovered for good. */
  readonly settled: boolean;
  /** The last closing of the platform's window that was told. */
  readonly windowTold?: string | undefined;
}

type Id = Pick<ClockFact, 'clock' | 'episode' | 'cycle'>;

/** Names a clock among all of a ticket's. */
export const clockKey = ({ clock, episode, cycle }: Id): string => `${clock}/${episode}/${cycle}`;

/** Facts of entries that an earlier version wrote: they say the clock alone, and there was one cycle an episode. */
export function factsIn({ deed, told }: Entry, episode: number): readonly ClockFact[] {
  if (told) return told;
  if (deed.type === 'clock_warned') return [{ fact: 'warning', clock: deed.clock, episode, cycle: 1, number: 0 }];
  if (deed.type === 'clock_breached') return [{ fact: 'breached', clock: deed.clock, episode, cycle: 1, number: 1 }];
  return [];
}

/** The episode that an entry of a history belongs to, by its time. */
export function episodeAt({ episodes }: Pick<TicketFacts, 'episodes'>): (at: string) => number {
  return (at) => episodes.findLast(({ from }) => from <= at)?.number ?? 1;
}

/** A fact, and when it was told. */
type Dated = ClockFact & { readonly at: string };

/** A step after a breach was taken for the one that was told last before it, and counts for no other. */
function stepsIn(facts: readonly Dated[]): ReadonlySet<number> {
  const breach = facts.findLastIndex(({ fact }) => fact === 'breached');
  const standing = facts.filter(({ on }, index) => on === 'warning' || index > breach);
  return new Set(standing.flatMap(({ fact, number = 0 }) => (fact === 'escalated' ? number : [])));
}

function marksOf(facts: readonly Dated[]): Marks {
  const count = (fact: ClockFact['fact']) => facts.filter((each) => each.fact === fact).length;
  return {
    warned: new Map(facts.flatMap(({ fact, number = 0, at }) => (fact === 'warning' ? [[number, at] as const] : []))),
    steps: stepsIn(facts),
    breaches: count('breached'),
    recoveries: count('recovered'),
    breachToldAt: facts.findLast(({ fact }) => fact === 'breached')?.at,
    pauses: count('paused'),
    resumptions: count('resumed'),
    windowTold: facts.findLast(({ fact }) => fact === 'window_closing')?.dueAt,
    settled: facts.some(({ fact, cause }) => fact === 'met' || (fact === 'recovered' && cause !== 'moved')),
  };
}

const UNMARKED: Marks = marksOf([]);

/**
 * Reads what was told.
 * @param episodeAt the episode that an entry belongs to, for entries that do not say it.
 * @returns the marks of any clock by its key; a clock of which nothing was told has none.
 */
export function marksIn(entries: readonly Entry[], episodeAt: (at: string) => number): (id: Id) => Marks {
  const byClock = new Map<string, Dated[]>();
  for (const entry of entries) {
    for (const fact of factsIn(entry, episodeAt(entry.at))) {
      const key = clockKey(fact);
      byClock.set(key, [...(byClock.get(key) ?? []), { ...fact, at: entry.at }]);
    }
  }
  return (id) => {
    const facts = byClock.get(clockKey(id));
    return facts ? marksOf(facts) : UNMARKED;
  };
}
