import { SYSTEM } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import { clocksRun, closesAt } from '#domain/episode.ts';
import { earliest } from '#domain/instant.ts';
import { CLOCK_NAMES, type ClockName, lookAt, nextLook, type SlaPolicy } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

/** What time does to a ticket: warnings, breaches, and the closing of what was resolved long ago. */

/** The next instant at which a ticket needs a look; undefined when time can do nothing to it. */
export function nextDue(ticket: Pick<Ticket, 'status' | 'episode' | 'clocks'>, policy: SlaPolicy): string | undefined {
  if (!clocksRun(ticket)) return closesAt(ticket, policy);
  return earliest(...CLOCK_NAMES.map((name) => ticket.clocks[name] && nextLook(ticket.clocks[name])));
}

/** The first thing due on a ticket, clocks before closing; breaches before warnings. */
function firstFinding(ticket: Ticket, now: string): { clock: ClockName; finding: 'warning' | 'breached' } | undefined {
  const found = CLOCK_NAMES.flatMap((name) => {
    const clock = ticket.clocks[name];
    const finding = clock && lookAt(clock, now);
    return finding ? [{ clock: name, finding }] : [];
  });
  return found.find(({ finding }) => finding === 'breached') ?? found[0];
}

type Due = ReturnType<typeof firstFinding>;

/** The change that says what was found of a clock. */
function marking(ticket: Ticket, { clock, finding }: NonNullable<Due>, now: string): Pick<Change, 'body' | 'deed'> {
  const isBreach = finding === 'breached';
  const marks = { ...ticket.clocks[clock], [isBreach ? 'breachedAt' : 'warnedAt']: now };
  const body = { ...ticket, clocks: { ...ticket.clocks, [clock]: marks } };
  return { body, deed: { type: isBreach ? 'clock_breached' : 'clock_warned', clock } };
}

/**
 * What is due on a ticket at `now`, one thing at a time: the sweep asks again until nothing is. A stale index does no
 * harm, because the answer depends on the clock as it stands.
 */
export function look(ticket: Ticket | undefined, now: string, policy: SlaPolicy): Change | undefined {
  if (!ticket) return undefined;
  const common = { by: SYSTEM, at: now, isWork: false };
  if (!clocksRun(ticket)) {
    const due = closesAt(ticket, policy);
    if (!due || due > now) return undefined;
    return {
      ...common,
      body: { ...ticket, status: 'closed' },
      deed: { type: 'moved', from: ticket.status, to: 'closed' },
    };
  }
  const found = firstFinding(ticket, now);
  return found && { ...common, ...marking(ticket, found, now) };
}
