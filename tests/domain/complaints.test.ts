import { describe, expect, it } from 'vitest';
import type { Calendar } from '#domain/calendar/calendar.ts';
import { moveTo } from '#domain/commands.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import type { Status } from '#domain/status.ts';
import { look, nextDue } from '#domain/sweep.ts';
import { calendarOf } from '#tests/support/calendars.ts';
import { answered, asked, clocksAt, hears, historyOf, judges, moves, promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { type Story, swept } from '#tests/support/sweeps.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** What users of other systems complain of in public, each by the name of its issue, and what is right instead. */

const DAY = 24 * 60;
const HOURS = [['09:00', '17:00']] as const;
const OFFICE = calendarOf({ mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS }, 'UTC', 'business');

const bookOf = (targets: Parameters<typeof promising>[0], calendar: Calendar = OFFICE): SlaBook => ({
  policy: promising(targets),
  calendars: [calendar],
});

/** A story that begins with a customer's message, at noon of a Monday unless told otherwise. */
function opened(book: SlaBook, minute = 0): Story {
  const story = ticketStory(book);
  story.hear(minute, customerMessage({ sentAt: atMinute(minute) }));
  return story;
}

const ask = (story: Story, minute: number) =>
  story.hear(minute, customerMessage({ id: `in-${minute}`, sentAt: atMinute(minute) }));
const answer = (story: Story, minute: number) =>
  story.hear(minute, brandMessage({ id: `out-${minute}`, sentAt: atMinute(minute) }));

/** An agent moves the ticket, having read all. */
function move(story: Story, minute: number, to: Status) {
  const { workVersion: ifMatch, lastMessageSeen } = story.ticket;
  const context = { by: { kind: 'agent', id: 'a' }, now: atMinute(minute), ifMatch, lastMessageSeen } as const;
  return story.decide((ticket) => moveTo(ticket, { ...context, to }));
}

const QUESTION = hears(0, [asked('q1', 0)]);

describe('chatwoot#10178: the next response is still counted when the ticket is resolved', () => {
  const book = bookOf({ firstResponse: {}, nextResponse: { minutes: 10 } });

  it('ends with the resolution, be the last word the customer’s goodbye', () => {
    const story = opened(book);
    answer(story, 5);
    ask(story, 6);
    move(story, 8, 'resolved');
    expect(swept(story, 8, 500)).toEqual([]);
    expect(story.ticket.clocks.nextResponse).toMatchObject({ state: 'ended', endedAt: atMinute(8) });
  });

  it('says no more than how late it was, when it was missed before', () => {
    const history = historyOf(
      QUESTION,
      hears(5, [answered('a1', 5)], 'pending'),
      hears(6, [asked('q2', 6)], 'open'),
      moves(20, 'open', 'resolved'),
    );
    for (const minute of [21, 5000]) {
      expect(clocksAt(minute, history, book)[1]).toMatchObject({ state: 'breached', elapsedMs: 14 * 60_000 });
    }
  });
});

describe('zammad#5177: a shorter update time beats the first response', () => {
  it('owes no update before the customer has had an answer', () => {
    const story = opened(bookOf({ firstResponse: { minutes: 60 }, periodicUpdate: { minutes: 10 } }));
    expect(story.ticket.clocks.periodicUpdate).toBeUndefined();
    expect(nextDue(story.ticket, DEFAULT_SLA_BOOK.policy)).toBe(atMinute(60));
    answer(story, 50);
    expect(story.ticket.clocks).toMatchObject({
      firstResponse: { state: 'met' },
      periodicUpdate: { startedAt: atMinute(50), dueAt: atMinute(60) },
    });
  });
});

describe('zammad#3551: a reply that sets the ticket to pending in one step loses the first response', () => {
  it.each([[[] as const], [['pending'] as const]])('is met, pausing on %j or not', (pauseOn) => {
    const book = bookOf({ firstResponse: { pauseOn: [...pauseOn] } });
    const history = historyOf(QUESTION, hears(20, [answered('a1', 20)], 'pending'));
    expect(clocksAt(500, history, book)).toMatchObject([
      { state: 'met', doneAt: atMinute(20), elapsedMs: 20 * 60_000, dueAt: atMinute(60) },
    ]);
  });
});

describe('zammad#5257: what was to happen at a time happens minutes or an hour later', () => {
  const book = bookOf({ resolution: { pauseOn: ['pending'] } });

  it('is due at its own time, however late somebody looks', () => {
    const story = opened(book);
    const facts = story.decide((ticket, inForce) => look(ticket, atMinute(130), inForce));
    expect(facts).toMatchObject([{ fact: 'breached', dueAt: atMinute(60), minutesOver: 70 }]);
    expect(story.ticket.clocks.resolution).toMatchObject({ breachedAt: atMinute(60) });
  });

  it('is not due the moment the customer is back, but after what was left', () => {
    const story = opened(book);
    answer(story, 50);
    ask(story, 50 + 3 * DAY);
    expect(swept(story, 50 + 3 * DAY, 3 * DAY + 200)).toEqual([`${3 * DAY + 60} breached resolution 1`]);
  });
});

describe('libredesk#70: alerts on closed tickets', () => {
  it.each(['resolved', 'spam'] as const)('tells nothing of a ticket that is %s', (status) => {
    const story = opened(bookOf({ firstResponse: { warn: [{ percent: 50 }] }, resolution: {} }));
    move(story, 5, status);
    expect(swept(story, 5, 2 * DAY)).toEqual([]);
  });

  it('tells nothing of a closed one, nor of its closing', () => {
    const story = opened(bookOf({ firstResponse: {}, resolution: {} }));
    move(story, 5, 'resolved');
    expect(swept(story, 7 * DAY, 7 * DAY + 200)).toEqual([]);
    expect(story.ticket).toMatchObject({ status: 'closed', clocks: { firstResponse: { endedAt: atMinute(5) } } });
  });
});

describe('Zendesk’s own list of common problems', () => {
  it('“Breached targets do not take business hours into consideration”: the time over is working time', () => {
    // From 16:30 to 16:50, and answered the next morning at 9:10.
    const story = opened(bookOf({ firstResponse: { minutes: 20, calendar: 'business' } }), 270);
    expect(swept(story, 270, 400)).toEqual(['290 breached firstResponse 1']);
    expect(answer(story, 21 * 60 + 10)).toMatchObject([{ fact: 'recovered', minutesOver: 20 }]);
  });

  it('“Newly applied SLA executes additional breach event”: a breach is told once', () => {
    const story = opened(bookOf({ firstResponse: { minutes: 60 } }));
    swept(story, 0, 70);
    story.rule(75, bookOf({ firstResponse: { minutes: 30 } }));
    expect(swept(story, 75, 500)).toEqual([]);
    expect(story.history.flatMap(({ told = [] }) => told)).toMatchObject([{ fact: 'breached' }]);
  });

  it('“The badge shows Now after the target is breached”: a later due time counts, and takes the breach back', () => {
    const story = opened(bookOf({ firstResponse: { minutes: 60 } }));
    swept(story, 0, 70);
    expect(story.rule(75, bookOf({ firstResponse: { minutes: 90 } }))).toMatchObject([
      { fact: 'recovered', cause: 'moved', dueAt: atMinute(90), minutesLeft: 15 },
    ]);
    expect(swept(story, 75, 500)).toEqual(['90 breached firstResponse 2']);
  });

  it('“The new policy does not display”: it holds for tickets of which nothing is heard', () => {
    const story = opened(bookOf({ firstResponse: { minutes: 60 } }));
    story.rule(5, bookOf({ firstResponse: { minutes: 30 } }));
    expect(swept(story, 5, 500)).toEqual(['30 breached firstResponse 1']);
  });

  it('“Updates to schedules don’t reflect in SLA Targets”: another calendar moves the due time', () => {
    const targets = { firstResponse: { minutes: 360, calendar: 'business' } };
    const story = opened(bookOf(targets));
    expect(story.ticket.clocks.firstResponse).toMatchObject({ dueAt: '2026-03-03T10:00:00.000Z' });
    story.rule(5, bookOf(targets, { ...OFFICE, holidays: [{ date: '2026-03-03', name: 'Town holiday' }] }));
    expect(story.ticket.clocks.firstResponse).toMatchObject({ dueAt: '2026-03-04T10:00:00.000Z' });
  });

  it('“SLA is not paused when ticket status is pending”: it stands still while it is', () => {
    const history = historyOf(QUESTION, moves(10, 'new', 'pending'));
    expect(clocksAt(DAY, history, bookOf({ resolution: { pauseOn: ['pending'] } }))).toMatchObject([
      { state: 'paused', remainingMs: 50 * 60_000, pauses: [{ from: atMinute(10) }] },
    ]);
  });
});

describe('glpi#15605: the pause is lost when the priority changes', () => {
  it('counts for the new target too', () => {
    const policy = {
      ...promising({}),
      rules: (['P2', 'P4'] as const).map((priority) => ({
        when: { priority: [priority] },
        targets: {
          resolution: {
            minutes: priority === 'P2' ? 120 : 480,
            calendar: 'round_the_clock',
            warn: [],
            pauseOn: ['pending' as const],
          },
        },
      })),
    };
    const before = [judges(0, 'P4'), QUESTION, moves(30, 'new', 'pending'), moves(2 * DAY, 'pending', 'open')] as const;
    expect(clocksAt(2 * DAY, historyOf(...before), { policy })).toMatchObject([{ dueAt: atMinute(2 * DAY + 450) }]);
    const history = historyOf(...before, judges(2 * DAY + 5, 'P2'));
    expect(clocksAt(2 * DAY + 6, history, { policy })).toMatchObject([
      { state: 'running', dueAt: atMinute(2 * DAY + 90), elapsedMs: 36 * 60_000 },
    ]);
  });
});

describe('glpi#6902: a policy that changes while the ticket waits takes the waiting for work', () => {
  it('stands still under the new policy as it did under the old', () => {
    const story = opened(bookOf({ resolution: { minutes: 240, pauseOn: ['pending'] } }));
    answer(story, 30);
    story.rule(500, bookOf({ resolution: { minutes: 60, pauseOn: ['pending'] } }));
    expect(swept(story, 500, DAY)).toEqual([]);
    expect(story.ticket.clocks.resolution).toMatchObject({ state: 'paused', remainingMs: 30 * 60_000 });
  });
});

describe('osTicket#6524: no status in which the clock stands still', () => {
  it('stands still on hold where the policy says so', () => {
    const history = historyOf(QUESTION, moves(20, 'new', 'on_hold'), moves(DAY, 'on_hold', 'open'));
    const book = bookOf({ resolution: { pauseOn: ['on_hold'] } });
    expect(clocksAt(DAY, history, book)).toMatchObject([{ dueAt: atMinute(DAY + 40) }]);
  });
});

describe('linear#1103: two days of waiting for the customer count against the team', () => {
  it('are not on the clock', () => {
    const history = historyOf(
      QUESTION,
      hears(30, [answered('a1', 30)], 'pending'),
      hears(30 + 2 * DAY, [asked('q2', 30 + 2 * DAY)], 'open'),
      moves(60 + 2 * DAY, 'open', 'resolved'),
    );
    expect(clocksAt(3 * DAY, history, bookOf({ resolution: { pauseOn: ['pending'] } }))).toMatchObject([
      { state: 'met', elapsedMs: 60 * 60_000 },
    ]);
  });
});

describe('objectstack#1310: a due time set at the opening runs out while the customer is waited for', () => {
  it('is two working days from the opening, less the four days of waiting', () => {
    const story = opened(bookOf({ resolution: { minutes: 2 * DAY, pauseOn: ['pending'] } }));
    answer(story, 60);
    expect(swept(story, 60, 4 * DAY)).toEqual([]);
    ask(story, 4 * DAY);
    expect(story.ticket.clocks.resolution).toMatchObject({ dueAt: atMinute(6 * DAY - 60) });
  });
});

describe('chatwoot#12058: a reopened ticket tells of a first response after five days', () => {
  it('counts from what the customer wrote then, and leaves the old figures', () => {
    const history = historyOf(
      QUESTION,
      hears(5, [answered('a1', 5)], 'pending'),
      moves(10, 'pending', 'resolved'),
      hears(5 * DAY, [asked('q2', 5 * DAY)], 'open'),
      hears(5 * DAY + 7, [answered('a2', 5 * DAY + 7)], 'pending'),
    );
    expect(clocksAt(6 * DAY, history, bookOf({ firstResponse: {} }))).toMatchObject([
      { episode: 1, state: 'met', elapsedMs: 5 * 60_000 },
      { episode: 2, state: 'met', elapsedMs: 7 * 60_000 },
    ]);
  });
});
