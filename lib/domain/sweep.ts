import { SYSTEM } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import { CLOCK_NAMES, type ClockName } from '#domain/clock-name.ts';
import { type Due, dueOn, nextLook } from '#domain/due-clock.ts';
import { clocksRun, closesAt } from '#domain/episode.ts';
import { escalation, stepsBefore } from '#domain/escalation.ts';
import { earliest } from '#domain/instant.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { recompute } from '#domain/recompute.ts';
import { type ClosingWindow, closingWindow } from '#domain/reply-window.ts';
import type { TicketClock } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';
import { aboutDue } from '#domain/working-distance.ts';

/** What time does to a ticket: another priority, warnings, breaches, escalation, the closing of what was resolved long ago. */

/** The next instant at which a ticket needs a look; undefined when time can do nothing to it. */
export function nextDue(
  ticket: Pick<Ticket, 'status' | 'episode' | 'clocks' | 'assessment' | 'replyWindowClosesAt'>,
  policy: SlaPolicy,
): string | undefined {
  if (!clocksRun(ticket)) return closesAt(ticket, policy);
  return earliest(
    ticket.assessment.changesAt,
    closingWindow(ticket, policy.beforeWindowClosesMinutes)?.at,
    ...CLOCK_NAMES.map((name) => ticket.clocks[name] && nextLook(ticket.clocks[name], policy.escalation)),
  );
}

interface Finding {
  readonly name: ClockName;
  readonly clock: TicketClock;
  readonly due: Due;
}

/** The first thing due on a ticket: breaches before warnings and steps. */
function firstFinding({ clocks }: Ticket, policy: SlaPolicy, now: string): Finding | undefined {
  const found = CLOCK_NAMES.flatMap((name): Finding[] => {
    const clock = clocks[name];
    const due = clock && dueOn(clock, policy.escalation, now);
    return due ? [{ name, clock, due }] : [];
  });
  return found.find(({ due }) => due.kind === 'breached') ?? found[0];
}

function withClock(ticket: Ticket, name: ClockName, clock: TicketClock): Ticket {
  return { ...ticket, clocks: { ...ticket.clocks, [name]: clock } };
}

/** A finding, the instant of the look, and the policy by which it looks. */
type Found = Finding & { readonly now: string; readonly policy: SlaPolicy };

type Mark = Pick<Change, 'body' | 'deed' | 'told' | 'keepsClocks'>;

function warned(ticket: Ticket, { name, clock, now }: Found, fact: ClockFact): Mark {
  const mark = { told: true, toldAt: now };
  const warnings = clock.warnings?.map((each) => (each.point === fact.number ? { ...each, ...mark } : each));
  const body = withClock(ticket, name, { ...clock, warnings });
  return { body, deed: { type: 'clock_warned', clock: name }, told: [fact], keepsClocks: true };
}

function breached(ticket: Ticket, { name, clock, now, policy }: Found, fact: ClockFact): Mark {
  const breach = { breachedAt: clock.dueAt, breaches: fact.number, breachToldAt: now };
  const marked: TicketClock = { ...clock, state: 'breached', ...breach, ...stepsBefore(clock, policy) };
  const deed = { type: 'clock_breached', clock: name } as const;
  return { body: withClock(ticket, name, marked), deed, told: [fact], keepsClocks: true };
}

/** Somebody is told that the platform will soon take no answer any more; its own time runs round the clock. */
function closing(ticket: Ticket, { name, closesAt }: ClosingWindow, now: string): Mark {
  const clock = ticket.clocks[name];
  const left = Math.floor((Date.parse(closesAt) - Date.parse(now)) / 60_000);
  const fact: ClockFact = {
    fact: 'window_closing',
    clock: name,
    episode: ticket.episode.number,
    cycle: clock?.cycle ?? 1,
    number: Date.parse(closesAt),
    dueAt: closesAt,
    ...(left >= 0 ? { minutesLeft: left } : { minutesOver: -left }),
  };
  const body = clock ? withClock(ticket, name, { ...clock, windowTold: closesAt }) : ticket;
  return { body, deed: { type: 'clock_warned', clock: name }, told: [fact], keepsClocks: true };
}

/** The change that says what was found of a clock. */
function marking(
  ticket: Ticket,
  finding: Finding,
  { book, now }: { book: SlaBook; now: string },
): Mark & { why?: string } {
  const { name, clock, due } = finding;
  const found = { ...finding, now, policy: book.policy };
  const about = {
    ...aboutDue(ticket, name, { book, now }),
    clock: name,
    episode: ticket.episode.number,
    cycle: clock.cycle ?? 1,
  };
  switch (due.kind) {
    case 'warning':
      return warned(ticket, found, { ...about, fact: 'warning', number: due.point });
    case 'breached':
      return breached(ticket, found, { ...about, fact: 'breached', number: (clock.breaches ?? 0) + 1 });
    case 'step':
      return escalation(ticket, { ...about, fact: 'escalated', number: due.step }, book.policy);
  }
}

/** Time makes it another priority, or an earlier version of Earshot has judged it. */
function isToBeJudged({ assessment: { changesAt, inputsHash } }: Ticket, now: string): boolean {
  return inputsHash === undefined || (changesAt !== undefined && changesAt <= now);
}

/**
 * What is due on a ticket at `now`, one thing at a time: the sweep asks again until nothing is. A stale index does no
 * harm, because the answer depends on the clocks as they stand. Clocks that an earlier version kept are derived first.
 */
export function look(ticket: Ticket | undefined, now: string, book: SlaBook): Change | undefined {
  if (!ticket) return undefined;
  const common = { by: SYSTEM, at: now, isWork: false };
  if (!clocksRun(ticket)) {
    const due = closesAt(ticket, book.policy);
    if (!due || due > now) return undefined;
    const deed = { type: 'moved', from: ticket.status, to: 'closed' } as const;
    return { ...common, body: { ...ticket, status: 'closed' }, deed, keepsClocks: true };
  }
  if (ticket.slaVersion === undefined) return recompute(ticket, { now });
  if (isToBeJudged(ticket, now)) return { ...common, body: ticket, deed: { type: 'reprioritised' } };
  const found = firstFinding(ticket, book.policy, now);
  if (found) return { ...common, ...marking(ticket, found, { book, now }) };
  const window = closingWindow(ticket, book.policy.beforeWindowClosesMinutes);
  return window && window.at <= now ? { ...common, ...closing(ticket, window, now) } : undefined;
}
