import { keptFresh } from '#adapters/kept-fresh.ts';
import { SLA_BOOK_FRESH_SECONDS } from '#contracts/sla-book.ts';
import type { HolidayTable } from '#domain/calendar/regional-holidays.ts';
import type { ReadSlaBook, SlaBook } from '#domain/policy/book.ts';
import { bookOf, POLICY_NAME, type SlaDocuments } from '#domain/policy/documents.ts';
import { UnreadableVersionError } from '#domain/versioned.ts';

/** @returns undefined when this release can't read what is kept. */
async function ifReadable<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UnreadableVersionError) return undefined;
    throw error;
  }
}

/**
 * Reads what is in force, strongly consistent: the policy, and every calendar with its public holidays. What this release
 * can't read (a newer one has put it, and was rolled back) gives way to what ships: messages are worth more than their
 * due times, and a ticket names the version by which its clocks were derived.
 */
export function readSlaBook({ policies, calendars }: SlaDocuments, holidays: HolidayTable): ReadSlaBook {
  return async () => {
    const [policy, all] = await Promise.all([ifReadable(policies.current(POLICY_NAME)), ifReadable(calendars.all())]);
    return bookOf({ policy, calendars: all ?? [] }, holidays);
  };
}

const versionsOf = ({ policy, calendars }: SlaBook): string =>
  JSON.stringify([policy.version, calendars.map(({ name, version }) => [name, version])]);

/**
 * Reads at most once a minute in an environment. A book that has not changed stays the same object, which keeps what was
 * worked out of its calendars.
 */
export function keptSlaBook(read: ReadSlaBook, nowMs: () => number = Date.now): ReadSlaBook {
  let last: SlaBook | undefined;
  const renewed = async (): Promise<SlaBook> => {
    const book = await read();
    if (!last || versionsOf(last) !== versionsOf(book)) last = book;
    return last;
  };
  return keptFresh(renewed, SLA_BOOK_FRESH_SECONDS * 1000, nowMs);
}
