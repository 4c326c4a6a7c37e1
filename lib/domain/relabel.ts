import type { Change } from '#domain/apply-change.ts';
import type { Entry } from '#domain/entry.ts';
import { NotFoundError } from '#domain/errors.ts';
import { type MessageLabels, relabelled } from '#domain/label.ts';
import { mergeReadings } from '#domain/reading.ts';
import type { Ticket } from '#domain/ticket.ts';

/**
 * The change that a correction makes: the history names it, and the ticket is judged anew where the message still counts.
 * It edits nothing that agents work on.
 * @param history every entry of the ticket: what it tells already is not told again.
 * @throws {NotFoundError}
 */
export function relabel(
  before: Ticket | undefined,
  history: readonly Entry[],
  labels: MessageLabels,
): Change | undefined {
  if (!before) throw new NotFoundError('There is no such ticket.');
  const last = labels.corrections.at(-1);
  const isTold = history.some(({ deed }) => deed.type === 'labelled' && deed.labelId === last?.id);
  if (!last || isTold) return undefined;
  const { episode } = before;
  const counts = episode.readings.filter(({ id }) => id === labels.messageId);
  const readings = mergeReadings(
    episode.readings,
    counts.map((reading) => relabelled(reading, labels)),
  );
  return {
    body: { ...before, episode: { ...episode, readings } },
    deed: { type: 'labelled', messageId: labels.messageId, labelId: last.id },
    by: last.by,
    at: last.at,
    why: last.why,
    isWork: false,
  };
}
