import * as z from 'zod/mini';
import { type Calendar, calendar } from '#domain/calendar/calendar.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import { type HolidayTable, withRegionalHolidays } from '#domain/calendar/regional-holidays.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { type Edit, pastBooks } from '#domain/policy/books-in-time.ts';
import { type SlaPolicy, slaPolicy } from '#domain/policy/policy.ts';
import type { Version, VersionedDocuments } from '#domain/versioned.ts';

/** The policy and the calendars as people edit them: documents in versions, of which the book in force is made. */

/** A policy without its version, which is the document's. */
export const policyDocument = z.omit(slaPolicy, { version: true });
export type PolicyDocument = z.infer<typeof policyDocument>;

/** A calendar without its name and version, which are the document's. */
export const calendarDocument = z.omit(calendar, { name: true, version: true });
export type CalendarDocument = z.infer<typeof calendarDocument>;

/** The name of the one policy among its documents. */
export const POLICY_NAME = 'sla';

export interface SlaDocuments {
  /** One document, under `POLICY_NAME`. */
  readonly policies: VersionedDocuments<PolicyDocument>;
  /** One document a calendar. */
  readonly calendars: VersionedDocuments<CalendarDocument>;
}

/** What clocks say they were derived by: the version's number. What ships has names of its own, such as `sla-2`. */
export const versionName = ({ number }: Pick<Version<unknown>, 'number'>): string => String(number);

/** What is in force: what was put last, and what ships where nobody has put anything. */
export interface Stored {
  readonly policy: Version<PolicyDocument> | undefined;
  readonly calendars: readonly Version<CalendarDocument>[];
}

/** Every version of what is in force, in any order; of what has none here, it is taken to have been in force always. */
export interface AllVersions {
  readonly policies: readonly Version<PolicyDocument>[];
  readonly calendars: readonly Version<CalendarDocument>[];
}

const policyOf = (version: Version<PolicyDocument>): SlaPolicy => ({
  ...version.document,
  version: versionName(version),
});

const calendarOf = (version: Version<CalendarDocument>, holidays: HolidayTable): Calendar =>
  withRegionalHolidays({ ...version.document, name: version.name, version: versionName(version) }, holidays);

/** The book of what is in force, its calendars with the public holidays of their regions. */
export function bookOf({ policy, calendars }: Stored, holidays: HolidayTable): SlaBook {
  const stored = calendars.map((version) => calendarOf(version, holidays));
  const hasBusiness = stored.some(({ name }) => name === DEFAULT_CALENDAR.name);
  return {
    policy: policy ? policyOf(policy) : DEFAULT_SLA_BOOK.policy,
    calendars: hasBusiness ? stored : [...stored, DEFAULT_CALENDAR],
  };
}

/** The same with what was in force before. */
export function bookInTime(stored: Stored, { policies, calendars }: AllVersions, holidays: HolidayTable): SlaBook {
  const book = bookOf(stored, holidays);
  const always = {
    policy: policies.length === 0 ? stored.policy : undefined,
    calendars: stored.calendars.filter(({ name }) => calendars.every((version) => version.name !== name)),
  };
  const edits = [
    ...policies.map((version): Edit => ({ at: version.at, policy: policyOf(version) })),
    ...calendars.map((version): Edit => ({ at: version.at, calendar: calendarOf(version, holidays) })),
  ];
  return edits.length === 0 ? book : { ...book, past: pastBooks(bookOf(always, holidays), edits) };
}
