import { type Hours, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import type { Fate } from '#domain/metrics/row.ts';
import type { Ticket } from '#domain/ticket.ts';
import { elapsedMs, pausesWithin } from '#domain/timeline/course.ts';
import type { EpisodeFacts, TicketFacts } from '#domain/timeline/history.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';
import type { Wait } from '#domain/timeline/waits.ts';

/** What one wait came to: its fate, its length, its promise. */

/** How an episode ended that counts nowhere. */
function uncounted(episode: EpisodeFacts | undefined, { spans }: TicketFacts, { mergedInto }: Ticket) {
  if (!episode?.endedAt) return undefined;
  const status = spans.findLast(({ from }) => from === episode.endedAt)?.status;
  if (status === 'spam') return 'spam';
  return status === 'closed' && mergedInto ? 'merged' : undefined;
}

/** What became of a wait. @param episode the one it belongs to. */
export function fateOf(
  wait: Wait,
  episode: EpisodeFacts | undefined,
  of: { facts: TicketFacts; ticket: Ticket },
): Fate {
  const elsewhere = uncounted(episode, of.facts, of.ticket);
  if (elsewhere) return elsewhere;
  if (wait.doneAt !== undefined) return 'done';
  if (wait.endedAt === undefined) return 'waiting';
  return wait.endedAt === episode?.endedAt ? 'ended' : 'withdrawn';
}

const minutes = (ms: number): number => Math.round(ms / 600) / 100;

/** How long it took; nothing of what is not done. @param pauses where the clock stands still. */
export function lengthOf(wait: Wait, pauses: TimelineClock['pauses'], hours: Hours) {
  if (wait.doneAt === undefined) return {};
  const startedAt = Date.parse(wait.startedAt);
  const overAt = Date.parse(wait.doneAt);
  const within = (stretches: TimelineClock['pauses']) =>
    pausesWithin(
      stretches.map(({ from, to }) => ({ from: Date.parse(from), to: to === undefined ? to : Date.parse(to) })),
      startedAt,
      overAt,
    );
  const course = { startedAt, overAt };
  const wall = elapsedMs({ ...course, hours: ROUND_THE_CLOCK, pauses: within(wait.rests) }, overAt);
  const worked = elapsedMs({ ...course, hours, pauses: within(pauses) }, overAt);
  return { calendarMinutes: minutes(wall), businessMinutes: minutes(worked) };
}

/** Where the wait stood still: as its clock says, or for one that is not promised, while the customer was waited for. */
export function stillsOf(
  wait: Wait,
  clock: TimelineClock | undefined,
  { spans }: TicketFacts,
): TimelineClock['pauses'] {
  if (clock) return clock.pauses;
  if (wait.clock === 'firstResponse' || wait.clock === 'nextResponse') return [];
  return [...spans.filter(({ status }) => status === 'pending'), ...wait.rests];
}

/** What was promised and whether it was kept. */
export function promiseOf(clock: TimelineClock | undefined) {
  if (!clock) return {};
  const { state, dueAt, targetMinutes } = clock;
  const met = state === 'met' ? true : state === 'breached' ? false : undefined;
  return { dueAt, targetMinutes, met };
}
