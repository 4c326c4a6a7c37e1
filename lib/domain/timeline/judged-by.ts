import { bookAt, type SlaBook } from '#domain/policy/book.ts';
import type { TicketFacts } from '#domain/timeline/history.ts';
import { clockKey } from '#domain/timeline/marks.ts';
import type { Wait } from '#domain/timeline/waits.ts';

type Of = Pick<Wait, 'clock' | 'episode' | 'cycle'>;

/** When what was told of a clock was last put right; undefined where it never was. */
export function correctedAt({ mended }: Pick<TicketFacts, 'mended'>, clock: Of): string | undefined {
  return mended.findLast((each) => clockKey(each) === clockKey(clock))?.at;
}

/**
 * What a clock is judged by: while it runs, by what is in force; once it is over, by what was when it was. A later policy
 * judges nobody afterwards. The calendars of a clock that was corrected since are those by which it was.
 */
export function judgedBy(
  book: SlaBook,
  facts: Pick<TicketFacts, 'mended'>,
  clock: Of & Pick<Wait, 'doneAt' | 'endedAt'>,
): Pick<SlaBook, 'policy' | 'calendars'> {
  const overAt = clock.doneAt ?? clock.endedAt;
  const mendedAt = correctedAt(facts, clock);
  const then = bookAt(book, overAt);
  if (overAt === undefined || mendedAt === undefined) return then;
  return { policy: then.policy, calendars: bookAt(book, mendedAt).calendars };
}
