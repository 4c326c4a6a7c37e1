import type { Ticket } from '#domain/ticket.ts';

/** Whether automation may speak to a customer. First version: only to the plainly content; everybody else gets a person. */

export type GuardVerdict = 'may_speak' | 'needs_a_person';

const OPEN_INTENTS = new Set(['praise', 'how_to', 'feedback', 'sales']);

/** Judges by the whole episode: one angry, flagged or repeated message and a person answers. */
export function guardVerdict({ episode, assessment }: Pick<Ticket, 'episode' | 'assessment'>): GuardVerdict {
  const { readings } = episode;
  const calm = readings.every(
    (reading) =>
      reading.sentiment !== 'negative' &&
      reading.urgency !== 'critical' &&
      (reading.flags?.length ?? 0) === 0 &&
      OPEN_INTENTS.has(reading.intent),
  );
  return calm && readings.length === 1 && assessment.priority === 'P4' ? 'may_speak' : 'needs_a_person';
}
