import type { Timestamp } from './schema.ts';

/**
 * An answer has no id of its own: a review has one at most, and a later one takes its place. It is known by the review and
 * the second in which it was written, which both the list and the answer to our call tell.
 */
export function answerId(reviewId: string, writtenAt: Timestamp | undefined): string {
  return `answer:${reviewId}:${writtenAt?.seconds ?? ''}`;
}
