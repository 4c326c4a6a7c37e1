import type { ClockView, TicketView } from '#contracts/agent-api-views.ts';
import type { TicketClock } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

const MINUTE_MS = 60_000;

/** The present cycle of a clock as agents see it. */
function clockViewOf(clock: TicketClock): ClockView {
  const { cycle = 1, state = 'running', startedAt, targetMinutes, remainingMs, warnings = [] } = clock;
  const { dueAt, dueBy = 'policy', breachedAt, doneAt, endedAt, late } = clock;
  const next = warnings.filter(({ told }) => !told).map(({ at }) => at);
  return {
    cycle,
    state,
    startedAt,
    targetMinutes,
    ...(dueAt !== undefined && { dueAt, dueBy }),
    remainingMinutes: remainingMs === undefined ? undefined : Math.floor(remainingMs / MINUTE_MS),
    warnsAt: next.sort()[0],
    breachedAt,
    doneAt,
    endedAt,
    late,
  };
}

/** A ticket's clocks, those that are kept. */
export function clocksViewOf({ clocks }: Pick<Ticket, 'clocks'>): TicketView['clocks'] {
  const { firstResponse, nextResponse, resolution, totalResolution, periodicUpdate } = clocks;
  return {
    firstResponse: firstResponse && clockViewOf(firstResponse),
    nextResponse: nextResponse && clockViewOf(nextResponse),
    resolution: resolution && clockViewOf(resolution),
    totalResolution: totalResolution && clockViewOf(totalResolution),
    periodicUpdate: periodicUpdate && clockViewOf(periodicUpdate),
  };
}
