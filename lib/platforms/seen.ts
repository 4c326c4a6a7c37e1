import { createHash } from 'node:crypto';
import type { Cursor } from './poll.ts';

/**
 * What a poll has seen, kept in its cursor as short marks: a page that is read again brings only what is new or changed.
 * Times can't do that: a comment may be released after days, and nobody promises the order of a list.
 */

/** 48 bits: among a thousand marks a new thing is taken for a known one once in 280 thousand million times. */
const MARK_LENGTH = 8;

/** The marks of the latest things; twelve kilobytes of cursor. */
const MOST_MARKS = 1_500;

/** The mark of a thing in the state it is in: `<id> <when it changed>`. */
export function markOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url').slice(0, MARK_LENGTH);
}

/** The marks in a cursor. */
export function seenIn(cursor: Cursor | undefined): ReadonlySet<string> {
  return new Set(cursor?.['seen']?.match(/.{8}/g));
}

/** The marks for the next cursor: those of this page, then the ones before, the oldest given up. */
export function remembering(marks: readonly string[], cursor: Cursor | undefined): string {
  const fresh = new Set(marks);
  const kept = [...seenIn(cursor)].filter((mark) => !fresh.has(mark));
  return [...fresh, ...kept].slice(0, MOST_MARKS).join('');
}
