import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import { answered, asked, clocksAt, hears, historyOf, moves, promising, takesBack } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** What an agent takes up who reopens a ticket, and messages from the future. */

const policy = promising({
  firstResponse: { minutes: 60 },
  nextResponse: { minutes: 60 },
  resolution: { minutes: 120 },
});
const question = hears(0, [asked('q1', 0)], 'new');
const answer = hears(10, [answered('a1', 10)], 'pending');
/** The clocks of the second episode. */
const second = (minute: number, entries: readonly Entry[]) =>
  clocksAt(minute, entries, { policy })
    .filter(({ episode }) => episode === 2)
    .map(({ clock, state, startedAt, dueAt }) => ({ clock, state, startedAt, dueAt }));
const running = (clock: string, from: number, due: number) => ({
  clock,
  state: 'running',
  startedAt: atMinute(from),
  dueAt: atMinute(due),
});

describe('a ticket that an agent reopens', () => {
  it('owes its resolution from then on, and an answer where nobody gave one', () => {
    const left = historyOf(question, moves(20, 'new', 'resolved'), moves(50, 'resolved', 'open'));
    expect(second(55, left)).toEqual([running('firstResponse', 50, 110), running('resolution', 50, 170)]);
    const told = historyOf(question, answer, moves(20, 'pending', 'resolved'), moves(50, 'resolved', 'open'));
    expect(second(55, told)).toEqual([running('resolution', 50, 170)]);
  });

  it('is met by the answer, and the next question is the second', () => {
    const left = [question, moves(20, 'new', 'resolved'), moves(50, 'resolved', 'open')] as const;
    const on = historyOf(...left, hears(60, [answered('a1', 60)], 'pending'), hears(70, [asked('q2', 70)], 'open'));
    const clocks = clocksAt(75, on, { policy }).filter(({ episode }) => episode === 2);
    expect(clocks.map(({ clock, cycle, state, doneAt }) => [clock, cycle, state, doneAt])).toEqual([
      ['firstResponse', 1, 'met', atMinute(60)],
      ['nextResponse', 2, 'running', undefined],
      ['resolution', 1, 'running', undefined],
    ]);
  });

  it('owes an answer to what was written while it was spam', () => {
    const spam = [question, answer, moves(20, 'pending', 'spam'), hears(30, [asked('q2', 30)])] as const;
    expect(second(55, historyOf(...spam, moves(50, 'spam', 'open')))).toEqual([
      running('firstResponse', 50, 110),
      running('resolution', 50, 170),
    ]);
  });

  it('owes nothing of what was taken back', () => {
    const back = historyOf(question, moves(20, 'new', 'resolved'), takesBack(30, 'q1'), moves(50, 'resolved', 'open'));
    expect(second(55, back)).toEqual([]);
    const later = historyOf(question, moves(20, 'new', 'resolved'), moves(50, 'resolved', 'open'), takesBack(60, 'q1'));
    expect(second(65, later).map(({ state }) => state)).toEqual(['ended', 'ended']);
  });
});

describe('a message from the future', () => {
  it('answers when it is received, and not what is asked afterwards', () => {
    const story = ticketStory({ calendars: [], policy });
    story.hear(0, customerMessage());
    story.hear(10, brandMessage({ sentAt: atMinute(90), receivedAt: atMinute(10) }));
    expect(story.ticket).toMatchObject({
      status: 'pending',
      clocks: { firstResponse: { state: 'met', doneAt: atMinute(10) } },
    });
    story.hear(20, customerMessage({ id: 'm-2', sentAt: atMinute(20) }));
    expect(story.ticket).toMatchObject({ status: 'open', clocks: { nextResponse: { dueAt: atMinute(80) } } });
  });

  it('is answered by what comes after its receipt', () => {
    const story = ticketStory({ calendars: [], policy });
    story.hear(0, customerMessage({ sentAt: atMinute(90), receivedAt: atMinute(0) }));
    story.hear(10, brandMessage({ sentAt: atMinute(10) }));
    expect(story.ticket).toMatchObject({
      status: 'pending',
      clocks: { firstResponse: { state: 'met', late: true, doneAt: atMinute(10) } },
    });
  });
});
