import { keptFresh } from '#adapters/kept-fresh.ts';
import { SLA_BOOK_FRESH_SECONDS } from '#contracts/sla-book.ts';
import type { HolidayTable } from '#domain/calendar/regional-holidays.ts';
import type { ReadSlaBook, SlaBook } from '#domain/policy/book.ts';
import {
  type AllVersions,
  bookInTime,
  POLICY_NAME,
  type SlaDocuments,
  type Stored,
  versionName,
} from '#domain/policy/documents.ts';
import { UnreadableVersionError, type Version, type VersionedDocuments } from '#domain/versioned.ts';

/** @returns undefined when this release can't read what is kept. */
async function ifReadable<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UnreadableVersionError) return undefined;
    throw error;
  }
}

/** A document's versions until the one in force; only that one where this release can't read what came before. */
async function versionsUntil<T>(documents: VersionedDocuments<T>, current: Version<T>): Promise<Version<T>[]> {
  if (current.number === 1) return [current];
  const all = await ifReadable(documents.versions(current.name));
  return all?.filter(({ number }) => number <= current.number) ?? [];
}

async function allVersions({ policies, calendars }: SlaDocuments, stored: Stored): Promise<AllVersions> {
  const [ofPolicy, ofCalendars] = await Promise.all([
    stored.policy ? versionsUntil(policies, stored.policy) : [],
    Promise.all(stored.calendars.map((version) => versionsUntil(calendars, version))),
  ]);
  return { policies: ofPolicy, calendars: ofCalendars.flat() };
}

const namesOf = ({ policy, calendars }: Stored): string =>
  JSON.stringify([policy && versionName(policy), calendars.map((version) => [version.name, versionName(version)])]);

/**
 * Reads what is in force, strongly consistent: the policy, and every calendar with its public holidays. What this release
 * can't read (a newer one has put it, and was rolled back) gives way to what ships: messages are worth more than their
 * due times, and a ticket names the version by which its clocks were derived. What was in force before is read once for
 * each edit; a book that has not changed stays the same object, which keeps what was worked out of its calendars.
 */
export function readSlaBook(sla: SlaDocuments, holidays: HolidayTable): ReadSlaBook {
  let last: { readonly names: string; readonly book: SlaBook } | undefined;
  return async () => {
    const [policy, calendars] = await Promise.all([
      ifReadable(sla.policies.current(POLICY_NAME)),
      ifReadable(sla.calendars.all()),
    ]);
    const stored = { policy, calendars: calendars ?? [] };
    const names = namesOf(stored);
    if (last?.names === names) return last.book;
    const book = bookInTime(stored, await allVersions(sla, stored), holidays);
    last = { names, book };
    return book;
  };
}

/** Reads at most once a minute in an environment, and again for whoever asks for what was in force later than that. */
export function keptSlaBook(read: ReadSlaBook, nowMs: () => number = Date.now): ReadSlaBook {
  const kept = keptFresh(() => read(), SLA_BOOK_FRESH_SECONDS * 1000, nowMs);
  return (notBefore) => kept(notBefore === undefined ? undefined : Date.parse(notBefore));
}
