import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAmendments } from '#domain/amend.ts';
import { type CommandContext, moveTo } from '#domain/commands.ts';
import type { Entry } from '#domain/entry.ts';
import { RefusedError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import type { Status } from '#domain/status.ts';
import { look, nextDue } from '#domain/sweep.ts';
import { clocksOf } from '#domain/timeline/clocks-of.ts';
import { clockKey } from '#domain/timeline/marks.ts';
import { promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage, edit } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

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

type Step =
  | { readonly kind: 'asks' | 'answers'; readonly lag: number; readonly robot: boolean }
  | { readonly kind: 'moves'; readonly to: Status }
  | { readonly kind: 'takes_back' }
  | { readonly kind: 'sweeps' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('asks' as const, 'answers' as const), lag: fc.nat(30), robot: fc.boolean() }),
  fc.record({
    kind: fc.constant('moves' as const),
    to: fc.constantFrom<Status>('open', 'pending', 'on_hold', 'resolved', 'spam'),
  }),
  fc.constant({ kind: 'takes_back' as const }),
  fc.constant({ kind: 'sweeps' as const }),
);
/** What happens, and how many minutes after what came before. */
const life = fc.array(fc.tuple(fc.nat(20), step), { minLength: 1, maxLength: 25 });

type Story = ReturnType<typeof ticketStory>;

function sweep(story: Story, minute: number): void {
  for (let looks = 0; looks < 50; looks++) {
    if (!story.decide((ticket, current) => look(ticket, atMinute(minute), current))) return;
  }
  throw new Error('the sweep does not end');
}

function move(story: Story, minute: number, to: Status): void {
  const by = { kind: 'agent', id: 'agent-1' } as const;
  const { workVersion: ifMatch, lastMessageSeen } = story.ticket;
  const context: CommandContext = { by, now: atMinute(minute), ifMatch };
  try {
    story.decide((ticket) => moveTo(ticket, { ...context, lastMessageSeen, to }));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

function take(story: Story, minute: number, messageId: string): void {
  const deletion = edit({ messageId, kind: 'deletion', id: 'deletion' });
  story.decide((ticket) => ticket && foldAmendments(ticket, { amendments: [deletion] }, { now: atMinute(minute) }));
}

/** Plays a life; the sweep looks every minute or only when it is said to. */
function played(steps: readonly (readonly [number, Step])[], everyMinute: boolean): { story: Story; minute: number } {
  const story = ticketStory(book);
  story.hear(0, customerMessage({ id: 'm-0' }));
  let minute = 0;
  steps.forEach(([wait, each], index) => {
    for (const until = minute + wait; minute < until; minute++) if (everyMinute) sweep(story, minute);
    const common: Partial<Message> = {
      id: `m-${index + 1}`,
      sentAt: atMinute(Math.max(0, minute - ('lag' in each ? each.lag : 0))),
      receivedAt: atMinute(minute),
    };
    if (each.kind === 'asks') story.hear(minute, customerMessage(common));
    if (each.kind === 'answers')
      story.hear(minute, brandMessage({ ...common, by: each.robot ? 'automation' : 'person' }));
    if (each.kind === 'moves') move(story, minute, each.to);
    if (each.kind === 'takes_back') take(story, minute, 'm-0');
    if (each.kind === 'sweeps' || everyMinute) sweep(story, minute);
  });
  return { story, minute };
}

const toldIn = (history: readonly Entry[]) => history.flatMap(({ told = [] }) => told);

const clocksNow = ({ history, ticket }: Story, minute: number) => {
  const { account, platform, channel, visibility, assessment } = ticket;
  const place = { account, platform, channel, visibility, priority: assessment.priority };
  return clocksOf({ ...book, entries: history, ticket: place, now: atMinute(minute) });
};

describe('whatever happens to a ticket', () => {
  it('tells no fact of a clock twice', () => {
    fc.assert(
      fc.property(life, fc.boolean(), (steps, everyMinute) => {
        const keys = toldIn(played(steps, everyMinute).story.history).map(
          (each) => `${each.fact}/${clockKey(each)}/${each.number ?? ''}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });

  it('tells every clock that is done to be met or recovered, once, and what it tells of a breach is so', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { story, minute } = played(steps, true);
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
        const { story, minute } = played(steps, everyMinute);
        const { number } = story.ticket.episode;
        const derived = clocksNow(story, minute).filter(({ episode }) => episode === number);
        for (const [name, kept] of Object.entries(story.ticket.clocks)) {
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
        const { story, minute } = played(steps, false);
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
        const told = toldIn(played(steps, false).story.history).filter(
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
