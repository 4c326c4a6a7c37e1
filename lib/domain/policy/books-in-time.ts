import type { Calendar } from '#domain/calendar/calendar.ts';
import type { PastBook, SlaBook } from '#domain/policy/book.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';

/** What was in force when: clocks that are over stand by what was in force when they were. */

/** A version of the policy, or of a calendar by its name, from when on it was in force. */
export type Edit = { readonly at: string } & ({ readonly policy: SlaPolicy } | { readonly calendar: Calendar });

const byName = (a: Calendar, b: Calendar): number => (a.name < b.name ? -1 : 1);

function edited({ policy, calendars }: SlaBook, edit: Edit): SlaBook {
  if ('policy' in edit) return { policy: edit.policy, calendars };
  const others = calendars.filter(({ name }) => name !== edit.calendar.name);
  return { policy, calendars: [...others, edit.calendar].sort(byName) };
}

/**
 * Every book that was in force before the last edit, the oldest first.
 * @param begun what was in force before anybody had put anything.
 */
export function pastBooks(begun: SlaBook, edits: readonly Edit[]): PastBook[] {
  let book = begun;
  return edits
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((edit) => {
      const past = { ...book, until: edit.at };
      book = edited(book, edit);
      return past;
    });
}

/** What is promised once another book takes the place of one at an instant. */
export function replaced(book: SlaBook, next: Pick<SlaBook, 'policy' | 'calendars'>, at: string): SlaBook {
  const { policy, calendars, past = [] } = book;
  return { ...next, past: [...past, { policy, calendars, until: at }] };
}

/** What was promised when, on the calendars as they are known now: they say when people worked, and may have been mended. */
export function onCalendarsOfNow({ policy, calendars, past }: SlaBook): SlaBook {
  return { policy, calendars, past: past?.map((each) => ({ ...each, calendars })) };
}
