import * as z from 'zod/mini';
import { type Calendar, calendarName } from '#domain/calendar/calendar.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import { StaleError } from '#domain/errors.ts';
import type { CalendarDocument } from '#domain/policy/documents.ts';
import type { Version } from '#domain/versioned.ts';
import type { Operation } from './call.ts';
import { readBy } from './mistakes.ts';
import type { AgentApiPorts } from './ports.ts';
import { found, putDocument, versionNumber } from './put-document.ts';
import { calendarViewOf, shippedCalendarView, versionViewOf } from './sla-views.ts';
import { assertSoundCalendar } from './sound-documents.ts';

/** The calendars: what is in force, what was, and what is to be. */

/** What ships, until somebody has put a calendar of its name. */
const isShipped = (name: string): boolean => name === DEFAULT_CALENDAR.name;

/** Lists the calendars in force, by name. */
export function listCalendars({ sla, holidays }: AgentApiPorts): Operation<'listCalendars'> {
  return async () => {
    const views = (await sla.calendars.all()).map((version) => calendarViewOf(version, holidays));
    const all = views.some(({ name }) => isShipped(name)) ? views : [...views, shippedCalendarView(holidays)];
    return { body: { calendars: all.toSorted((a, b) => (a.name < b.name ? -1 : 1)) } };
  };
}

export function readCalendar({ sla, holidays }: AgentApiPorts): Operation<'readCalendar'> {
  return async ({ parameters: { name } }) => {
    const current = await sla.calendars.current(name);
    if (!current && isShipped(name)) return { body: shippedCalendarView(holidays), workVersion: 0 };
    const version = found(current, 'calendar');
    return { body: calendarViewOf(version, holidays), workVersion: version.number };
  };
}

export function listCalendarVersions({ sla }: AgentApiPorts): Operation<'listCalendarVersions'> {
  return async ({ parameters: { name } }) => {
    const versions = (await sla.calendars.versions(name)).map(versionViewOf);
    const all = isShipped(name) ? [...versions, { version: DEFAULT_CALENDAR.version }] : versions;
    found(all[0], 'calendar');
    return { body: { versions: all } };
  };
}

export function readCalendarVersion({ sla, holidays }: AgentApiPorts): Operation<'readCalendarVersion'> {
  return async ({ parameters: { name, version } }) => {
    if (isShipped(name) && version === DEFAULT_CALENDAR.version) return { body: shippedCalendarView(holidays) };
    const stored = await sla.calendars.version(name, versionNumber(version));
    return { body: calendarViewOf(found(stored, 'version'), holidays) };
  };
}

const named = z.object({ name: calendarName });

const beside = ({ name, document }: Version<CalendarDocument>): Pick<Calendar, 'name' | 'teams' | 'accounts'> => ({
  ...document,
  name,
});

const { name: _name, version: _version, ...shipped } = DEFAULT_CALENDAR;

const MOST_TRIES = 30;

/**
 * Puts a calendar that was looked at beside the others, and looks again where one of those was put meanwhile: of two that
 * claim the same team at once, one is refused.
 * @throws {StaleError} when the calendar itself is another by now, or when the others don't come to rest.
 */
async function beyondOthers<T>({ sla }: AgentApiPorts, put: (edits: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const edits = await sla.calendars.edits();
    try {
      return await put(edits);
    } catch (error) {
      if (!(error instanceof StaleError) || tries === MOST_TRIES) throw error;
      if ((await sla.calendars.edits()) === edits) throw error;
    }
  }
}

/** Puts the next version of a calendar in force, or its first, if it makes sense beside the others. */
export function writeCalendar(ports: AgentApiPorts): Operation<'writeCalendar'> {
  const { sla, holidays } = ports;
  return async (call) => {
    const { name } = readBy(named, call.parameters, 'path');
    const document = call.body.calendar;
    const asked = { documents: sla.calendars, name, document, shipped: isShipped(name) ? shipped : undefined };
    const put = await beyondOthers(ports, async (edits) => {
      const others = (await sla.calendars.all()).map(beside);
      assertSoundCalendar(ports, { name, calendar: document, at: '/calendar' }, others);
      return putDocument(ports, { ...asked, edits }, call);
    });
    if (!put) return { body: shippedCalendarView(holidays), workVersion: 0 };
    return { body: calendarViewOf(put, holidays), workVersion: put.number };
  };
}
