import { answeringIn } from '#domain/answer.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';
import type { Reading } from '#domain/reading.ts';
import type { TicketBody } from '#domain/ticket.ts';
import { openQuestion } from '#domain/timeline/cycles.ts';
import type { TicketFacts } from '#domain/timeline/history.ts';

/** What a ticket's priority is made of, read off the ticket and its history. */

function saidIn(reading: Reading): Said {
  const { id, sentAt, sentiment, urgency, intent, flags, unsure, followers, verified, engagement } = reading;
  return { id, sentAt, sentiment, urgency, intent, flags, unsure, followers, verified, engagement };
}

/** What the inputs are read for: the instant, and what counts as an answer. */
interface Asking {
  readonly at: string;
  readonly book: SlaBook;
}

type Judged = Pick<TicketBody, 'episode' | 'visibility' | 'tier' | 'predecessor' | 'replyWindowClosesAt'>;

/** @param facts of the whole history, the change that is being judged included. */
export function inputsOf(ticket: Judged, facts: TicketFacts, { at, book }: Asking): PriorityInputs {
  const { episode, visibility, tier, predecessor, replyWindowClosesAt } = ticket;
  const present = facts.episodes.at(-1);
  const open = present && openQuestion(present, answeringIn(book));
  return {
    said: episode.readings.map(saidIn),
    visibility,
    tier,
    unanswered: open?.messages ?? 0,
    // A successor of a closed ticket is a return as well.
    returns: episode.number - 1 + (predecessor === undefined ? 0 : 1),
    raised: episode.raised,
    waitingSince: open?.startedAt,
    replyWindowClosesAt,
    at,
  };
}
