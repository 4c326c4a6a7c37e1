import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import { bookAt, DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { replaced } from '#domain/policy/books-in-time.ts';
import { explainedClocks } from '#domain/timeline/explained-clocks.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';
import { calendarOf, everyDay } from '#tests/support/calendars.ts';
import { answered, asked, clocksAt, hears, historyOf, moves, promising } from '#tests/support/histories.ts';
import { life, played } from '#tests/support/lives.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** Clocks that are over stand by what was in force when they were; those that run follow the edit. */

type Targets = Parameters<typeof promising>[0];

const bookOf = (targets: Targets, given: Partial<SlaBook> = {}): SlaBook => ({
  ...DEFAULT_SLA_BOOK,
  policy: promising(targets),
  ...given,
});
const shown = (clocks: readonly TimelineClock[]) =>
  clocks.map(({ clock, state, targetMinutes, calendar }) => `${clock} ${state} ${targetMinutes} ${calendar}`);

const robot = (book: SlaBook, automationAnswers: boolean): SlaBook => ({
  ...book,
  policy: { ...book.policy, automationAnswers },
});

const HOUR = bookOf({ firstResponse: { minutes: 60 }, nextResponse: { minutes: 60 } });
const TWENTY = bookOf({ firstResponse: { minutes: 20 }, nextResponse: { minutes: 20 } });
const EDIT = 100;

/** Asked at noon, answered half an hour later, asked again at minute 90. */
const ANSWERED = historyOf(
  hears(0, [asked('m-1', 0)], 'new'),
  hears(30, [answered('m-2', 30)]),
  hears(90, [asked('m-3', 90)]),
);
const RESOLVED = historyOf(
  hears(0, [asked('m-1', 0)], 'new'),
  moves(30, 'new', 'resolved'),
  hears(90, [asked('m-2', 90)], 'open'),
);
const BY_ROBOT = historyOf(hears(0, [asked('m-1', 0)], 'new'), hears(30, [answered('m-2', 30, { by: 'automation' })]));

const OFFICE = { ...everyDay([['09:00', '17:00']]), name: 'business' };
const office = bookOf({ firstResponse: { minutes: 20, calendar: 'business' } }, { calendars: [OFFICE] });
const closedThen: SlaBook = {
  ...office,
  calendars: [{ ...OFFICE, version: '2', weekly: calendarOf({ tue: [['09:00', '17:00']] }).weekly }],
};

describe('a clock that is over when another book is put', () => {
  it.each<[string, readonly Entry[], SlaBook, SlaBook, string[]]>([
    [
      'keeps its target, while the one that runs in the same episode has the new one',
      ANSWERED,
      HOUR,
      TWENTY,
      ['firstResponse met 60 round_the_clock', 'nextResponse running 20 round_the_clock'],
    ],
    [
      'is still shown where nothing is promised any more',
      ANSWERED,
      HOUR,
      bookOf({ nextResponse: { minutes: 20 } }),
      ['firstResponse met 60 round_the_clock', 'nextResponse running 20 round_the_clock'],
    ],
    [
      'is not shown where nothing was promised then',
      ANSWERED,
      bookOf({ nextResponse: {} }),
      TWENTY,
      ['nextResponse running 20 round_the_clock'],
    ],
    ['keeps its hours', ANSWERED, office, closedThen, ['firstResponse breached 20 business']],
    [
      'keeps what it was in an episode before',
      RESOLVED,
      bookOf({ firstResponse: {}, resolution: {} }),
      bookOf({ firstResponse: { minutes: 20 }, resolution: { minutes: 20 } }),
      [
        'firstResponse ended 60 round_the_clock',
        'resolution met 60 round_the_clock',
        'firstResponse running 20 round_the_clock',
        'resolution running 20 round_the_clock',
      ],
    ],
    [
      'stays answered by automation, whose words do not answer any more',
      BY_ROBOT,
      robot(HOUR, true),
      robot(TWENTY, false),
      ['firstResponse met 60 round_the_clock'],
    ],
    [
      'was not answered by automation whose words have only come to answer',
      BY_ROBOT,
      robot(HOUR, false),
      robot(bookOf({ firstResponse: { minutes: 240 } }), true),
      ['firstResponse running 240 round_the_clock'],
    ],
  ])('%s', (_what, history, before, after, expected) => {
    expect(shown(clocksAt(EDIT, history, replaced(before, after, atMinute(EDIT))))).toEqual(expected);
  });

  it.each([
    [29, 'firstResponse breached 20'],
    [30, 'firstResponse breached 20'],
    [31, 'firstResponse met 60'],
  ])('is judged by the new one from its very instant on: put in minute %i', (minute, expected) => {
    const [first] = shown(clocksAt(EDIT, ANSWERED, replaced(HOUR, TWENTY, atMinute(minute))));
    expect(first).toBe(`${expected} round_the_clock`);
  });

  it('is judged by the calendars by which it was corrected, once it was', () => {
    const correction = { clock: 'firstResponse', episode: 1, cycle: 1, was: 'breached', is: 'met' } as const;
    const late = [hears(0, [asked('m-1', 0)], 'new'), hears(90, [answered('m-2', 90)])] as const;
    const deed = { type: 'recomputed' as const, corrections: [correction] };
    const corrects = (minute: number) => ({ at: atMinute(minute), by: { kind: 'system' as const }, deed });
    const mended = replaced(office, { ...closedThen, policy: TWENTY.policy }, atMinute(EDIT));
    const state = (history: readonly Entry[]) => shown(clocksAt(200, history, mended))[0];
    expect(state(historyOf(...late))).toBe('firstResponse breached 20 business');
    expect(state(historyOf(...late, corrects(150)))).toBe('firstResponse met 20 business');
  });

  it('says by which version, and a ticket keeps of it what it was', () => {
    const story = ticketStory(HOUR);
    story.hear(0, customerMessage());
    story.hear(30, brandMessage({ sentAt: atMinute(30) }));
    const { firstResponse } = story.ticket.clocks;
    const next = { ...TWENTY, policy: { ...TWENTY.policy, version: '2' } };
    expect(story.rule(EDIT, next)).toEqual([]);
    story.hear(110, customerMessage({ id: 'm-3', sentAt: atMinute(110) }));
    expect(story.ticket.clocks.firstResponse).toEqual(firstResponse);
    const explained = explainedClocks(story.ticket, story.history, {
      book: replaced(HOUR, next, atMinute(EDIT)),
      now: atMinute(120),
    });
    expect(explained.map(({ clock, policyVersion }) => `${clock} ${policyVersion}`)).toEqual([
      `firstResponse ${HOUR.policy.version}`,
      'nextResponse 2',
    ]);
  });
});

describe('whatever policy and calendars are put later', () => {
  const target = fc.record({
    minutes: fc.integer({ min: 1, max: 200 }),
    calendar: fc.constantFrom('round_the_clock', 'business'),
    warn: fc.constantFrom<{ percent: number }[]>([], [{ percent: 50 }]),
    pauseOn: fc.constantFrom<('pending' | 'on_hold')[]>([], ['pending']),
  });
  const targets = fc.record(
    {
      firstResponse: target,
      nextResponse: target,
      resolution: target,
      totalResolution: target,
      periodicUpdate: target,
    },
    { requiredKeys: [] },
  );
  const anyBook = fc
    .record({ targets, automationAnswers: fc.boolean(), opensAt: fc.constantFrom('09:00', '12:10', '13:00') })
    .map(({ targets: of, automationAnswers, opensAt }) =>
      robot(
        bookOf(of, { calendars: [calendarOf({ mon: [[opensAt, '17:00']] }, 'UTC', 'business')] }),
        automationAnswers,
      ),
    );
  const over = (clocks: readonly TimelineClock[]) =>
    clocks.filter(({ doneAt, endedAt }) => doneAt !== undefined || endedAt !== undefined);

  it('changes nothing of what is shown of a clock that was over, and everything else is shown by them', () => {
    fc.assert(
      fc.property(life, fc.array(anyBook, { minLength: 2, maxLength: 4 }), (steps, [first, ...later]) => {
        if (!first) return;
        const { story, minute } = played(steps, { book: first, everyMinute: false });
        const before = over(clocksAt(minute, story.history, first));
        const last = later.reduce((book, next, index) => replaced(book, next, atMinute(minute + 1 + index)), first);
        const after = clocksAt(minute, story.history, last);
        expect(over(after)).toEqual(before);
        for (const { rule, targetMinutes, clock, doneAt, endedAt } of after) {
          const { policy } = bookAt(last, doneAt ?? endedAt);
          expect(policy.rules[rule]?.targets[clock]?.minutes).toBe(targetMinutes);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the ticket keeps of a clock that was over what it kept', () => {
    fc.assert(
      fc.property(life, anyBook, anyBook, (steps, first, next) => {
        const { story, minute } = played(steps, { book: first, everyMinute: true });
        const kept = () => Object.entries(story.ticket.clocks).filter(([, clock]) => clock?.doneAt ?? clock?.endedAt);
        const before = kept();
        story.rule(minute + 1, next);
        expect(kept()).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});
