import { describe, expect, it } from 'vitest';
import type { Calendar } from '#domain/calendar/calendar.ts';
import { calendarOf, everyDay } from '#tests/support/calendars.ts';
import { asked, clocksAt, hears, historyOf, promising } from '#tests/support/histories.ts';
import { atMinute, customerMessage, NOON } from '#tests/support/messages.ts';
import { swept } from '#tests/support/sweeps.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** What users of other systems complain of about hours, each by the name of its issue, and what is right instead. */

const OFFICE = [['09:00', '17:00']] as const;
const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE };

/** When a first response is due. @param time of the question: a time of Monday, 2 March 2026, or a whole instant. */
function dueAt(time: string, minutes: number, calendar: Calendar): string | undefined {
  const sentAt = time.length > 5 ? time : `${NOON.slice(0, 11)}${time}:00.000Z`;
  const minute = (Date.parse(sentAt) - Date.parse(NOON)) / 60_000;
  const policy = promising({ firstResponse: { minutes, calendar: 'business' } });
  const calendars = [{ ...calendar, name: 'business' }];
  const [clock] = clocksAt(minute, historyOf(hears(minute, [asked('q1', minute)])), { policy, calendars });
  return clock?.dueAt?.slice(0, 16);
}

describe('chatwoot#14009: one period a day, and no lunch break', () => {
  const split = everyDay([
    ['08:00', '12:00'],
    ['13:30', '18:00'],
  ]);

  it('does not count the break', () => {
    expect(dueAt('12:30', 30, split)).toBe('2026-03-02T14:00');
    expect(dueAt('11:50', 30, split)).toBe('2026-03-02T13:50');
  });

  it('is due at noon, not after the break, when the target is used up then', () => {
    expect(dueAt('11:30', 30, split)).toBe('2026-03-02T12:00');
  });
});

describe('frappe/helpdesk#2212: the clock runs through lunch, and what comes then is late at once', () => {
  it('begins when people are back', () => {
    const split = everyDay([
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect(dueAt('12:05', 15, split)).toBe('2026-03-02T13:15');
  });
});

describe('chatwoot#5254: hours past midnight are refused', () => {
  const evening = everyDay([['21:00', '02:00']]);

  it('runs from nine in the evening to two in the morning', () => {
    expect(dueAt('22:00', 180, evening)).toBe('2026-03-03T01:00');
    expect(dueAt('22:00', 270, evening)).toBe('2026-03-03T21:30');
  });

  it('belongs to the day on which it begins', () => {
    const monday = calendarOf({ mon: [['21:00', '02:00']] });
    expect(dueAt('2026-03-03T01:00:00.000Z', 60, monday)).toBe('2026-03-03T02:00');
    expect(dueAt('2026-03-03T01:00:00.000Z', 61, monday)).toBe('2026-03-09T21:01');
  });
});

describe('chatwoot#10436: no holidays', () => {
  it('does not count a holiday', () => {
    const calendar = { ...calendarOf(WEEK), holidays: [{ date: '2026-03-03', name: 'Town holiday' }] };
    expect(dueAt('16:00', 120, calendar)).toBe('2026-03-04T10:00');
  });
});

describe('chatwoot#6467: no single days or hours off, in the team’s own zone', () => {
  const calendar: Calendar = {
    ...calendarOf(WEEK, 'Europe/Bucharest'),
    exceptions: [{ date: '2026-03-02', intervals: [{ from: '09:00', to: '13:00' }] }],
  };

  it('closes at one for the company’s party', () => {
    // 12:30 in Bucharest is 10:30 UTC.
    expect(dueAt('10:30', 60, calendar)).toBe('2026-03-03T07:30');
  });
});

describe('freescout#3756: four hours from four in the afternoon end at eight in the evening', () => {
  it('ends at noon of the next working day', () => {
    expect(dueAt('16:00', 240, calendarOf(WEEK))).toBe('2026-03-03T12:00');
    // A Friday's: on Monday.
    expect(dueAt('2026-03-06T16:00:00.000Z', 240, calendarOf(WEEK))).toBe('2026-03-09T12:00');
  });
});

describe('freescout#5209: days off cannot be planned ahead', () => {
  it('are written down once, and are over by themselves', () => {
    const off = ['2026-03-03', '2026-03-04', '2026-03-05'].map((date) => ({ date, intervals: [] }));
    const calendar = { ...calendarOf(WEEK), exceptions: off };
    expect(dueAt('16:30', 60, calendar)).toBe('2026-03-06T09:30');
    expect(dueAt('2026-03-06T16:30:00.000Z', 60, calendar)).toBe('2026-03-09T09:30');
  });
});

describe('chatwoot#10455: rules also run out of hours', () => {
  it('warns, breaks and escalates in hours', () => {
    const policy = {
      ...promising({ firstResponse: { minutes: 120, calendar: 'business', warn: [{ minutesBefore: 30 }] } }),
      escalation: [
        { on: 'warning' as const, notify: 'assignee' as const },
        { on: 'breached' as const, notify: 'lead' as const },
      ],
    };
    const story = ticketStory({ policy, calendars: [calendarOf(WEEK, 'UTC', 'business')] });
    // Asked at 16:00: half an hour before the end is at 9:30, the end at 10:00.
    story.hear(240, customerMessage({ sentAt: atMinute(240) }));
    const [half, ten] = [21.5 * 60, 22 * 60];
    expect(swept(story, 240, 3000)).toEqual([
      `${half} warning firstResponse 0`,
      `${half} escalated firstResponse 0`,
      `${ten} breached firstResponse 1`,
      `${ten} escalated firstResponse 1`,
    ]);
  });
});
