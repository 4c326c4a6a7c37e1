import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { nextDue } from '#domain/sweep.ts';
import { clocksOf } from '#domain/timeline/clocks-of.ts';
import { clockKey } from '#domain/timeline/marks.ts';
import { promising } from '#tests/support/histories.ts';
import { life, played, type Story, sweep } from '#tests/support/lives.ts';
import { atMinute } from '#tests/support/messages.ts';

const warn = [{ percent: 50 }, { minutesBefore: 5 }];
const pauseOn = ['pending' as const];
const book: SlaBook = {
  ...DEFAULT_SLA_BOOK,
  policy: {
    ...promising({
      firstResponse: { minutes: 20, warn },
      nextResponse: { minutes: 15, warn },
      resolution: { minutes: 60, warn, pauseOn },
      totalResolution: { minutes: 90, pauseOn },
      periodicUpdate: { minutes: 25, pauseOn },
    }),
    escalation: [
      { on: 'breached', notify: 'lead', raisePriority: true },
      { on: 'breached', afterMinutes: 10, notify: 'on_call' },
    ],
  },
};

const toldIn = (history: readonly Entry[]) => history.flatMap(({ told = [] }) => told);

/** The steps that were taken on the present cycle of a clock since its latest breach. */
const stepsOf = ({ history, ticket }: Story, clock: string, { cycle = 1 }: { cycle?: number | undefined } = {}) => {
  const own = toldIn(history).filter(
    (each) => each.clock === clock && each.episode === ticket.episode.number && each.cycle === cycle,
  );
  const since = own.slice(own.findLastIndex(({ fact }) => fact === 'breached') + 1);
  return since.flatMap(({ fact, number = 0 }) => (fact === 'escalated' ? number : [])).sort();
};

const clocksNow = ({ history, ticket }: Story, minute: number) => {
  const { account, platform, channel, visibility, assessment } = ticket;
  const place = { account, platform, channel, visibility, priority: assessment.priority };
  return clocksOf({ ...book, entries: history, ticket: place, now: atMinute(minute) });
};

describe('whatever happens to a ticket', () => {
  it('tells no fact of a clock twice', () => {
    fc.assert(
      fc.property(life, fc.boolean(), (steps, everyMinute) => {
        const keys = toldIn(played(steps, { book, everyMinute }).story.history).map(
          (each) => `${each.fact}/${clockKey(each)}/${each.number ?? ''}/${each.breach ?? ''}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });

  it('takes each step once a breach, and for every breach as if it were the first', () => {
    let again = 0;
    fc.assert(
      fc.property(life, (steps) => {
        const { story } = played(steps, { book, everyMinute: true });
        for (const facts of Map.groupBy(toldIn(story.history), clockKey).values()) {
          const breaches = facts.filter(({ fact }) => fact === 'breached').length;
          const taken = facts.filter(({ fact }) => fact === 'escalated');
          again += taken.filter(({ breach = 1 }) => breach > 1).length;
          for (const { number, breach = 0 } of taken) {
            expect(breach).toBeGreaterThan(0);
            expect(breach).toBeLessThanOrEqual(breaches);
            if (number === 1) expect(taken).toContainEqual(expect.objectContaining({ number: 0, breach }));
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(again).toBeGreaterThan(0);
  });

  it('tells every clock that is done to be met or recovered, once, and what it tells of a breach is so', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { story, minute } = played(steps, { book, everyMinute: true });
        const told = toldIn(story.history);
        const of = (key: string, fact: string) => told.filter((each) => clockKey(each) === key && each.fact === fact);
        // One clock a matter, told of in each of its episodes: its breach is told in the one in which it broke.
        for (const clock of clocksNow(story, minute).filter((each) => each.clock !== 'totalResolution')) {
          const key = clockKey(clock);
          const recovered = of(key, 'recovered');
          const settled = [...of(key, 'met'), ...recovered.filter(({ cause }) => cause !== 'moved')];
          // A late message can make an end undone that was told: it is never told a second time.
          expect(settled.length, key).toBeLessThanOrEqual(1);
          if (clock.doneAt !== undefined) expect(settled.length, key).toBe(1);
          const standing = of(key, 'breached').length - recovered.length;
          const isBroken = clock.state === 'breached' && clock.doneAt === undefined && settled.length === 0;
          expect(standing, key).toBe(isBroken ? 1 : 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps on the ticket what its history says', () => {
    fc.assert(
      fc.property(life, fc.boolean(), (steps, everyMinute) => {
        const { story, minute } = played(steps, { book, everyMinute });
        const { number } = story.ticket.episode;
        const derived = clocksNow(story, minute).filter(({ episode }) => episode === number);
        for (const [name, kept] of Object.entries(story.ticket.clocks)) {
          expect(stepsOf(story, name, kept), name).toEqual(kept?.steps ?? []);
          const { dueAt, doneAt, endedAt, startedAt } = derived.findLast(({ clock }) => clock === name) ?? {};
          expect({ dueAt, doneAt, endedAt, startedAt }, name).toEqual({
            dueAt: kept?.dueAt,
            doneAt: kept?.doneAt,
            endedAt: kept?.endedAt,
            startedAt: kept?.startedAt,
          });
        }
        expect(new Set(Object.keys(story.ticket.clocks))).toEqual(new Set(derived.map(({ clock }) => clock)));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nothing due behind when the sweep has looked', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { story, minute } = played(steps, { book, everyMinute: false });
        sweep(story, minute);
        const next = nextDue(story.ticket, book.policy);
        if (next !== undefined) expect(next > atMinute(minute)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('counts the same pauses and resumptions, in turn', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const told = toldIn(played(steps, { book, everyMinute: false }).story.history).filter(
          ({ fact }) => fact === 'paused' || fact === 'resumed',
        );
        const byClock = Map.groupBy(told, clockKey);
        for (const [key, facts] of byClock) {
          const inTurn = facts.map((_, index) => (index % 2 === 0 ? 'paused' : 'resumed'));
          expect(
            facts.map(({ fact }) => fact),
            key,
          ).toEqual(inTurn);
        }
      }),
      { numRuns: 300 },
    );
  });
});
