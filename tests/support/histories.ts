import type { Entry, MessageRef } from '#domain/entry.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { SlaPolicy, SlaRule } from '#domain/policy/policy.ts';
import type { Priority } from '#domain/sla.ts';
import type { Status } from '#domain/status.ts';
import { type ClocksInput, clocksOf } from '#domain/timeline/clocks-of.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';
import { atMinute } from '#tests/support/messages.ts';

/** Builders of histories for tests: what was written in which minute after noon. */

type Written = Omit<Entry, 'id' | 'revision'>;

/** A customer's message by the minute at which it was sent. */
export function asked(id: string, minute: number, given: Partial<MessageRef> = {}): MessageRef {
  return { id, direction: 'in', sentAt: atMinute(minute), ...given };
}

/** A message of the brand's by the minute at which it was sent. */
export function answered(id: string, minute: number, given: Partial<MessageRef> = {}): MessageRef {
  return { id, direction: 'out', sentAt: atMinute(minute), ...given };
}

/** Messages are heard; the status is what the ticket became, if it became another. */
export function hears(minute: number, messages: MessageRef[], status?: Status): Written {
  const state = status && { status };
  return { at: atMinute(minute), by: { kind: 'system' }, deed: { type: 'heard', messages }, state };
}

/** The ticket moves to another status. */
export function moves(minute: number, from: Status, to: Status): Written {
  const by = { kind: 'agent', id: 'agent-1' } as const;
  return { at: atMinute(minute), by, deed: { type: 'moved', from, to }, state: { status: to } };
}

/** The customer takes a message back. */
export function takesBack(minute: number, messageId: string): Written {
  const amendments = [{ messageId, id: `deletion-${messageId}`, kind: 'deletion' as const }];
  return { at: atMinute(minute), by: { kind: 'customer' }, deed: { type: 'amended', amendments } };
}

/** The ticket is judged anew. */
export function judges(minute: number, priority: Priority, given: { tier?: string; team?: string } = {}): Written {
  const deed = { type: 'noted', noteId: `note-${minute}` } as const;
  return { at: atMinute(minute), by: { kind: 'system' }, deed, state: { priority, ...given } };
}

/** What was written, in this order. */
export function historyOf(...written: readonly Written[]): Entry[] {
  return written.map((each, index) => ({ ...each, id: `change-${index + 1}`, revision: index + 1 }));
}

/** The policy that ships with other rules. */
export const policyWith = (...rules: readonly SlaRule[]): SlaPolicy => ({ ...DEFAULT_SLA_POLICY, rules: [...rules] });

/** The same targets for every ticket: minutes round the clock, no warning, unless given otherwise. */
export function promising(
  targets: Readonly<Record<string, Partial<SlaRule['targets']['resolution'] & object>>>,
): SlaPolicy {
  const whole = Object.entries(targets).map(([clock, given]) => {
    return [clock, { minutes: 60, calendar: 'round_the_clock', warn: [], pauseOn: [], ...given }];
  });
  return policyWith({ when: {}, targets: Object.fromEntries(whole) });
}

export const TICKET: ClocksInput['ticket'] = {
  account: 'messenger:100',
  platform: 'messenger',
  channel: 'messenger.dm',
  visibility: 'private',
  priority: 'P3',
};

/** The clocks of a history at a minute. */
export function clocksAt(minute: number, entries: readonly Entry[], book: Partial<SlaBook> = {}): TimelineClock[] {
  return clocksOf({ ...DEFAULT_SLA_BOOK, ...book, entries, ticket: TICKET, now: atMinute(minute) });
}
