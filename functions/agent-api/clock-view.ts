import type { ClockView, TicketView } from '#contracts/agent-api-views.ts';
import { answerDue } from '#domain/reply-window.ts';
import type { TicketClock } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

const MINUTE_MS = 60_000;

/** The present cycle of a clock as agents see it. */
function clockViewOf(clock: TicketClock, closesAt?: string): ClockView {
  const { cycle = 1, state = 'running', startedAt, targetMinutes, remainingMs, warnings = [] } = clock;
  const { breachedAt, doneAt, endedAt, late } = clock;
  const next = warnings.filter(({ told }) => !told).map(({ at }) => at);
  return {
    cycle,
    state,
    startedAt,
    targetMinutes,
    ...answerDue(clock, closesAt),
    remainingMinutes: remainingMs === undefined ? undefined : Math.floor(remainingMs / MINUTE_MS),
    warnsAt: next.sort()[0],
    breachedAt,
    doneAt,
    endedAt,
    late,
  };
}

/** A ticket's clocks, those that are kept. */
export function clocksViewOf({
  clocks,
  replyWindowClosesAt: closesAt,
}: Pick<Ticket, 'clocks' | 'replyWindowClosesAt'>): TicketView['clocks'] {
  const { firstResponse, nextResponse, resolution, totalResolution, periodicUpdate } = clocks;
  return {
    firstResponse: firstResponse && clockViewOf(firstResponse, closesAt),
    nextResponse: nextResponse && clockViewOf(nextResponse, closesAt),
    resolution: resolution && clockViewOf(resolution),
    totalResolution: totalResolution && clockViewOf(totalResolution),
    periodicUpdate: periodicUpdate && clockViewOf(periodicUpdate),
  };
}
