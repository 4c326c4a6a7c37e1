import type { Actor } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Ticket } from '#domain/ticket.ts';

/** What a customer is to the brand, by a name that policies know. Somebody sets it; nothing guesses it. */
export interface TierSetting {
  readonly account: string;
  readonly customerId: string;
  /** Absent: none any more. */
  readonly tier?: string | undefined;
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly why?: string | undefined;
}

/** Tells a ticket its customer's tier, so that it is judged by it. Undefined when it knows, or is closed for good. */
export function retier(ticket: Ticket | undefined, { tier, by, at, why }: Omit<TierSetting, 'account' | 'customerId'>) {
  if (!ticket || ticket.tier === tier || ticket.status === 'closed') return undefined;
  const change: Change = {
    body: { ...ticket, tier },
    deed: { type: 'tier_set', tier },
    by,
    at,
    why,
    isWork: false,
  };
  return change;
}
