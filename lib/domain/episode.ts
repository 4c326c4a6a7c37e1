import type { Message } from '#domain/message.ts';
import { type Assessment, prioritise } from '#domain/priority.ts';
import { type ClockName, deriveClock, type SlaPolicy } from '#domain/sla.ts';
import { isInWork } from '#domain/status.ts';
import type { Episode, Ticket, TicketBody } from '#domain/ticket.ts';

/** What follows from an episode's facts: its priority and its clocks. */

const LATE_AFTER_MS = 24 * 60 * 60 * 1000;
const ANSWERS_KEPT = 10;

/**
 * Where a message starts a clock: at its platform time, but at its receipt when it comes from the future (a skewed
 * clock) or more than a day late (found afterwards: nobody could have answered it then).
 */
export function clockStart({ sentAt, receivedAt }: Pick<Message, 'sentAt' | 'receivedAt'>): string {
  const lateness = Date.parse(receivedAt) - Date.parse(sentAt);
  return lateness < 0 || lateness > LATE_AFTER_MS ? receivedAt : sentAt;
}

/** Adds answers of the brand; any order of arrival keeps the same ones. */
export function addAnswers(kept: readonly string[], added: readonly string[]): string[] {
  return [...kept, ...added].sort().slice(0, ANSWERS_KEPT);
}

/** A fresh episode, nothing said yet. */
export function freshEpisode(number: number): Episode {
  return { number, answeredAt: [], readings: [] };
}

const metAt: Readonly<Record<ClockName, (episode: Episode) => string | undefined>> = {
  firstResponse: ({ startedAt, answeredAt }) => answeredAt.find((at) => startedAt !== undefined && at >= startedAt),
  resolution: ({ resolvedAt }) => resolvedAt,
};

function clockOf(name: ClockName, body: TicketBody, policy: SlaPolicy) {
  const { startedAt } = body.episode;
  if (!startedAt) return undefined;
  const previous = body.clocks[name];
  const input = { name, priority: body.assessment.priority, startedAt, previous, metAt: metAt[name](body.episode) };
  return deriveClock(input, policy);
}

/**
 * Derives priority and clocks anew from the episode. A ticket out of work keeps the clocks it has: nothing runs on a
 * resolved, closed or spam ticket.
 */
export function derived(body: TicketBody, policy: SlaPolicy): TicketBody {
  const judged: Assessment = prioritise(body.episode.readings);
  const next = { ...body, assessment: judged };
  return {
    ...next,
    clocks: { firstResponse: clockOf('firstResponse', next, policy), resolution: clockOf('resolution', next, policy) },
  };
}

/** The next instant at which the sweep must look at a ticket: a clock, or the closing of a resolved one. */
export function closesAt(
  { status, episode }: Pick<Ticket, 'status' | 'episode'>,
  policy: SlaPolicy,
): string | undefined {
  if (status !== 'resolved' || !episode.resolvedAt) return undefined;
  return new Date(Date.parse(episode.resolvedAt) + policy.closeAfterDays * 24 * 60 * 60 * 1000).toISOString();
}

/** Whether a ticket's clocks run at all. */
export function clocksRun({ status }: Pick<Ticket, 'status'>): boolean {
  return isInWork(status);
}
