import type { Change } from '#domain/apply-change.ts';
import type { Amendment } from '#domain/message.ts';
import { mergeReadings, type Reading } from '#domain/reading.ts';
import type { Ticket } from '#domain/ticket.ts';

/** An edit or a deletion of a message that the ticket has heard already. */
export interface HeardAmendments {
  readonly amendments: readonly [Amendment, ...Amendment[]];
  /** The message's new gist; absent for the brand's own messages. */
  readonly reading?: Reading | undefined;
}

/** The change that amendments make: judged anew by what the message says now, when it still counts. */
export function foldAmendments(before: Ticket, heard: HeardAmendments, context: { now: string }): Change {
  const { reading } = heard;
  const counts = reading !== undefined && before.episode.readings.some(({ id }) => id === reading.id);
  const readings = counts ? mergeReadings(before.episode.readings, [reading]) : before.episode.readings;
  const body = { ...before, episode: { ...before.episode, readings } };
  return {
    body,
    deed: { type: 'amended', amendments: heard.amendments.map(({ messageId, id, kind }) => ({ messageId, id, kind })) },
    by: { kind: 'customer', id: before.customerId },
    at: context.now,
    isWork: false,
  };
}
