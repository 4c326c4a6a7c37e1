import type { Classification } from '#domain/classification.ts';
import { GUARD_REASONS, type GuardReason, MESSAGE_RULES } from '#domain/guard-rules.ts';
import { type Gist, gistOf } from '#domain/reading.ts';
import type { Ticket } from '#domain/ticket.ts';

/** Whether automation may speak to a customer: only to the plainly content; everybody else gets a person. */

export const GUARD_VERDICTS = ['may_speak', 'needs_a_person'] as const;
export type GuardVerdict = (typeof GUARD_VERDICTS)[number];

/** A verdict with every reason for it; none when automation may speak. */
export interface Guarding {
  readonly verdict: GuardVerdict;
  readonly reasons: GuardReason[];
}

/** What the guard judges by. */
export interface Guarded {
  /** What the customer said in this episode, message by message. */
  readonly readings: readonly Gist[];
  /** The matter was settled before, and the customer is back. @default false */
  readonly isBack?: boolean;
  /** The brand is in a crisis: automation is silent everywhere. @default false */
  readonly crisis?: boolean;
}

function reasonsOf({ readings, isBack, crisis }: Guarded): ReadonlySet<GuardReason> {
  const reasons = new Set(
    readings.flatMap((gist) => GUARD_REASONS.filter((reason) => MESSAGE_RULES[reason]?.(gist) === true)),
  );
  if (readings.length === 0) reasons.add('nothing_said');
  if (readings.length > 1 || isBack) reasons.add('repeated_contact');
  if (crisis) reasons.add('crisis');
  return reasons;
}

/** Judges an episode: one angry, flagged or doubtful message, or a second message of any kind, and a person answers. */
export function guard(guarded: Guarded): Guarding {
  const found = reasonsOf(guarded);
  const reasons = GUARD_REASONS.filter((reason) => found.has(reason));
  return { verdict: reasons.length === 0 ? 'may_speak' : 'needs_a_person', reasons };
}

/** Judges a ticket as it stands. @param crisis whether the brand is in a crisis. */
export function guardOfTicket(ticket: Pick<Ticket, 'episode' | 'predecessor'>, crisis = false): Guarding {
  const { episode, predecessor } = ticket;
  const isBack = episode.number > 1 || predecessor !== undefined;
  return guard({ readings: episode.readings, isBack, crisis });
}

/** Judges one message as the first contact of its customer. */
export function guardOf(classification: Classification): Guarding {
  return guard({ readings: [gistOf(classification)] });
}
