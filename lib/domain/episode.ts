import type { Message } from '#domain/message.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { isInWork } from '#domain/status.ts';
import type { Episode, Ticket } from '#domain/ticket.ts';

/** An episode's beginning and end. */

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Where a message starts a clock: at its platform time, but at its receipt when it comes from the future (a skewed
 * clock), more than a day late, or marked as missed (found afterwards: nobody could have answered it then).
 */
export function clockStart({ sentAt, receivedAt, missed }: Pick<Message, 'sentAt' | 'receivedAt' | 'missed'>): string {
  const lateness = Date.parse(receivedAt) - Date.parse(sentAt);
  return missed || lateness < 0 || lateness > DAY_MS ? receivedAt : sentAt;
}

/** When a message was said: at its platform time, but no later than at its receipt, whatever the platform's clock shows. */
export function heardBy({ sentAt, receivedAt }: Pick<Message, 'sentAt' | 'receivedAt'>): string {
  return receivedAt < sentAt ? receivedAt : sentAt;
}

/** A fresh episode, nothing said yet. */
export function freshEpisode(number: number): Episode {
  return { number, readings: [] };
}

/** When a resolved ticket is closed; undefined for every other. */
export function closesAt(
  { status, episode }: Pick<Ticket, 'status' | 'episode'>,
  { closeAfterDays }: Pick<SlaPolicy, 'closeAfterDays'>,
): string | undefined {
  if (status !== 'resolved' || !episode.resolvedAt) return undefined;
  return new Date(Date.parse(episode.resolvedAt) + closeAfterDays * DAY_MS).toISOString();
}

/** Whether a ticket's clocks run at all. */
export function clocksRun({ status }: Pick<Ticket, 'status'>): boolean {
  return isInWork(status);
}
