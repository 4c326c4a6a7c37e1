import type { Calendar } from '#domain/calendar/calendar.ts';
import type { Hours } from '#domain/calendar/hours.ts';
import { closesAt, DAY_MINUTES, dateShown, type Minute, opensAt, type Shown, shownAs, wallAt } from './wall-time.ts';

/** Whether a team works at a minute, by its wall and its calendar. */

interface Shift {
  readonly opens: Minute;
  readonly closes: Minute;
}

/** The intervals written down for a local date: a day that differs, else a holiday, else the week. */
function intervalsOf(calendar: Calendar, date: string): Calendar['weekly']['mon'] {
  const differing = calendar.exceptions.find((each) => each.date === date);
  if (differing) return differing.intervals;
  if (calendar.holidays.some((each) => each.date === date)) return [];
  const weekday = new Date(`${date}T00:00Z`).getUTCDay();
  return calendar.weekly[(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[weekday] ?? 'sun'];
}

function shiftOf(zone: string, date: string, { from, to }: { from: string; to: string }): Shift {
  const begins = shownAs(date, from);
  const sameDay = shownAs(date, to);
  const ends = sameDay > begins ? sameDay : shownAs(dateShown(begins, 1), to);
  return { opens: opensAt(zone, begins), closes: closesAt(zone, ends) };
}

/** Local dates from `first` to `last` days after the one shown. */
function datesAbout(shown: Shown, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => dateShown(shown, first + index));
}

/** Shifts by the local day about which they begin: a case asks a thousand times a day. */
const found = new WeakMap<Calendar, Map<number, readonly Shift[]>>();

/** The shifts that may be open about a minute: those that begin on days near it, since none is longer than a day. */
function shiftsAbout(calendar: Calendar, minute: Minute): readonly Shift[] {
  const { zone } = calendar;
  const shown = wallAt(zone, minute);
  const day = Math.floor(shown / DAY_MINUTES);
  const days = found.get(calendar) ?? new Map<number, readonly Shift[]>();
  found.set(calendar, days);
  const known = days.get(day);
  if (known) return known;
  const shifts = datesAbout(shown, -2, 2).flatMap((date) =>
    intervalsOf(calendar, date).map((each) => shiftOf(zone, date, each)),
  );
  days.set(day, shifts);
  return shifts;
}

/** Whether the team works in the minute that begins here. */
export function worksAt(hours: Hours, minute: Minute): boolean {
  if (hours === 'round_the_clock') return true;
  return shiftsAbout(hours, minute).some(({ opens, closes }) => opens <= minute && minute < closes);
}

/** No shift begins on any day near it, so nobody works in the next hour either. */
export function restsForAnHour(hours: Hours, minute: Minute): boolean {
  return hours !== 'round_the_clock' && shiftsAbout(hours, minute).length === 0;
}

/** The first minute from which nobody works any more: the week is empty, and the days that differ are over. */
export function restsForeverFrom(hours: Hours): Minute {
  if (hours === 'round_the_clock' || Object.values(hours.weekly).some(({ length }) => length > 0)) return Infinity;
  const ends = hours.exceptions.flatMap(({ date, intervals }) =>
    intervals.map((each) => shiftOf(hours.zone, date, each).closes),
  );
  return Math.max(-Infinity, ...ends);
}
