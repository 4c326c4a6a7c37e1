import * as z from 'zod/mini';
import { calendar } from '#domain/calendar/calendar.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import { type HolidayTable, withRegionalHolidays } from '#domain/calendar/regional-holidays.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { slaPolicy } from '#domain/policy/policy.ts';
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

/** The book of what is in force, its calendars with the public holidays of their regions. */
export function bookOf({ policy, calendars }: Stored, holidays: HolidayTable): SlaBook {
  const stored = calendars.map((version) =>
    withRegionalHolidays({ ...version.document, name: version.name, version: versionName(version) }, holidays),
  );
  const hasBusiness = stored.some(({ name }) => name === DEFAULT_CALENDAR.name);
  return {
    policy: policy ? { ...policy.document, version: versionName(policy) } : DEFAULT_SLA_POLICY,
    calendars: hasBusiness ? stored : [...stored, DEFAULT_CALENDAR],
  };
}
