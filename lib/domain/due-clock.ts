import { earliest, latest } from '#domain/instant.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { isBreachTold, isOver, type TicketClock } from '#domain/sla.ts';

/** What is due on one clock, and when the next thing will be. */

/** What time has made of a clock: a breach, a warning point reached, a step of the escalation. */
export type Due =
  | { readonly kind: 'breached' }
  | { readonly kind: 'warning'; readonly point: number }
  | { readonly kind: 'step'; readonly step: number };

type Escalation = SlaPolicy['escalation'];
type Step = Escalation[number];

const MINUTE_MS = 60_000;

/** When what a step follows was told, if it was; clocks of earlier versions say when it came about. */
function toldAt(clock: TicketClock, { on, point = 0 }: Step): string | undefined {
  const warning = clock.warnings?.find((each) => each.told && each.point === point);
  if (on === 'warning') return warning && latest(warning.toldAt, warning.at);
  return isBreachTold(clock) ? latest(clock.breachToldAt, clock.breachedAt) : undefined;
}

/**
 * When a step is taken: so long after somebody was told of what it follows. Told late (after a pause, an edit, an outage),
 * whoever is told has as long as ever before the next one is: no two steps that are to be apart are taken at once.
 */
function stepAt(clock: TicketClock, step: Step): string | undefined {
  const since = toldAt(clock, step);
  const { afterMinutes = 0 } = step;
  return since && new Date(Date.parse(since) + afterMinutes * MINUTE_MS).toISOString();
}

/**
 * Everything that will be due on a clock as it stands, each with its instant. Without a due time it stands still, or nobody
 * works any more: nothing presses then, and what was reached before is told when it runs again.
 */
function coming(clock: TicketClock, escalation: Escalation): { at: string; due: Due }[] {
  if (isOver(clock) || clock.dueAt === undefined) return [];
  const isTold = isBreachTold(clock);
  const breach = isTold ? [] : [{ at: clock.dueAt, due: { kind: 'breached' as const } }];
  const warnings = (isTold ? [] : (clock.warnings ?? []))
    .filter(({ told }) => !told)
    .map(({ at, point }) => ({ at, due: { kind: 'warning' as const, point } }));
  const steps = escalation.flatMap((each, step) => {
    const at = clock.steps?.includes(step) ? undefined : stepAt(clock, each);
    return at ? [{ at, due: { kind: 'step' as const, step } }] : [];
  });
  return [...breach, ...warnings, ...steps];
}

/** The next instant at which a clock needs a look, or undefined when it needs none. */
export function nextLook(clock: TicketClock, escalation: Escalation): string | undefined {
  return earliest(...coming(clock, escalation).map(({ at }) => at));
}

/**
 * The first thing due on a clock at `now`. A breach that nobody warned of is a breach alone; of the rest, what was due
 * first comes first.
 */
export function dueOn(clock: TicketClock, escalation: Escalation, now: string): Due | undefined {
  const due = coming(clock, escalation).filter(({ at }) => at <= now);
  const breach = due.find(({ due: { kind } }) => kind === 'breached');
  return (breach ?? due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0])?.due;
}
