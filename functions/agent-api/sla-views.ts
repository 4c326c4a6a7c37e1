import type { CalendarView, SlaPolicyView } from '#contracts/agent-api-sla.ts';
import type { VersionView } from '#contracts/agent-api-versions.ts';
import type { Calendar } from '#domain/calendar/calendar.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import { HOLIDAYS_UNTIL } from '#domain/calendar/public-holidays.ts';
import { type HolidayTable, withRegionalHolidays } from '#domain/calendar/regional-holidays.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { type CalendarDocument, type PolicyDocument, versionName } from '#domain/policy/documents.ts';
import type { Version } from '#domain/versioned.ts';

/** Policies and calendars as the API shows them. */

export function versionViewOf(version: Version<unknown>): VersionView {
  const { by, at, why } = version;
  return { version: versionName(version), by, at, why };
}

export function policyViewOf(version: Version<PolicyDocument> | undefined): SlaPolicyView {
  if (version) return { ...versionViewOf(version), policy: version.document };
  const { version: shipped, ...policy } = DEFAULT_SLA_POLICY;
  return { version: shipped, policy };
}

type Shown = Pick<CalendarView, 'version' | 'by' | 'at' | 'why'>;

function shownCalendar(calendar: Calendar, shown: Shown, holidays: HolidayTable): CalendarView {
  const { name, version: _version, ...document } = calendar;
  const own = new Set(document.holidays.map(({ date }) => date));
  const publicHolidays = withRegionalHolidays(calendar, holidays).holidays.filter(({ date }) => !own.has(date));
  const until = document.regions?.length ? { holidaysUntil: HOLIDAYS_UNTIL } : {};
  return { name, ...shown, calendar: document, publicHolidays, ...until };
}

export function calendarViewOf(version: Version<CalendarDocument>, holidays: HolidayTable): CalendarView {
  const shown = versionViewOf(version);
  return shownCalendar({ ...version.document, name: version.name, version: shown.version }, shown, holidays);
}

/** The calendar that ships. */
export function shippedCalendarView(holidays: HolidayTable): CalendarView {
  return shownCalendar(DEFAULT_CALENDAR, { version: DEFAULT_CALENDAR.version }, holidays);
}
