import type { SlaBook } from '#domain/policy/book.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { type PolicyDocument, versionName } from '#domain/policy/documents.ts';
import type { Version } from '#domain/versioned.ts';

/** What was promised when: each policy while it was in force, on the calendars as they are known now. */
export interface BooksInTime {
  /** The book of an instant: one object for every instant of the same policy. */
  readonly at: (instant: string) => SlaBook;
  readonly all: readonly SlaBook[];
}

/**
 * @param versions every version of the policy that was put, in any order; what ships was in force before the first.
 * @param inForce whose calendars count: they say when people worked, and may have been mended since.
 */
export function booksInTime(versions: readonly Version<PolicyDocument>[], inForce: SlaBook): BooksInTime {
  const { calendars } = inForce;
  const put = versions
    .toSorted((a, b) => a.number - b.number)
    .map((version) => ({
      from: version.at,
      book: { calendars, policy: { ...version.document, version: versionName(version) } },
    }));
  const shipped = { calendars, policy: DEFAULT_SLA_POLICY };
  return {
    at: (instant) => put.findLast(({ from }) => from <= instant)?.book ?? shipped,
    all: [shipped, ...put.map(({ book }) => book)],
  };
}
