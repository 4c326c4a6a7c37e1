import type { Message } from '#domain/message.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { type Assessment, prioritise, raisedPriority } from '#domain/priority.ts';
import { isInWork } from '#domain/status.ts';
import type { Episode, Ticket, TicketBody } from '#domain/ticket.ts';

/** What follows from an episode's facts: its priority, and when a resolved one is closed. */

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Where a message starts a clock: at its platform time, but at its receipt when it comes from the future (a skewed
 * clock) or more than a day late (found afterwards: nobody could have answered it then).
 */
export function clockStart({ sentAt, receivedAt }: Pick<Message, 'sentAt' | 'receivedAt'>): string {
  const lateness = Date.parse(receivedAt) - Date.parse(sentAt);
  return lateness < 0 || lateness > DAY_MS ? receivedAt : sentAt;
}

/** A fresh episode, nothing said yet. */
export function freshEpisode(number: number): Episode {
  return { number, readings: [] };
}

/** The episode judged anew, and raised as far as escalation has raised it. */
function judged({ readings, raised }: Episode): Assessment {
  const assessment = prioritise(readings);
  return raised ? { ...assessment, priority: raisedPriority(assessment.priority, raised), raised } : assessment;
}

/** Judges a ticket by what its episode says now; its clocks follow when the change is applied. */
export function derived(body: TicketBody): TicketBody {
  return { ...body, assessment: judged(body.episode) };
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
