import { type Entry, type MessageRef, saidAt } from '#domain/entry.ts';
import { earliest } from '#domain/instant.ts';
import type { Status } from '#domain/status.ts';

/** What one entry of a history makes of the ticket's status, and since when. */

/** The messages that an entry tells of. */
export function heardIn({ deed, by }: Entry): readonly MessageRef[] {
  if (deed.type === 'heard') return deed.messages;
  if (deed.type !== 'reply_sent') return [];
  const automatic = by.kind === 'automation' ? { by: 'automation' as const } : {};
  return [{ ...automatic, ...deed.message }];
}

/** The status that an entry made; entries of earlier versions say it by their deed alone. */
export function statusIn(entry: Entry, current: Status | undefined): Status | undefined {
  const { deed, state } = entry;
  if (state?.status) return state.status;
  if (deed.type === 'moved') return deed.to;
  if (deed.type === 'merged_into') return 'closed';
  if (current === undefined) return 'new';
  const heardCustomer = heardIn(entry).some(({ direction }) => direction === 'in');
  return current === 'resolved' && heardCustomer ? 'open' : undefined;
}

/**
 * Since when a ticket waits for the customer that an answer made wait: since the answer was sent, whenever it was heard of.
 * An answer from before the customer's last word was heard made nobody wait.
 */
export function waitingSince(entry: Entry, at: string, customerHeardAt: string): string {
  const words = heardIn(entry).filter(({ direction, acknowledgement }) => direction === 'out' && !acknowledgement);
  const people = words.filter(({ by }) => by !== 'automation');
  const sent = (people.length > 0 ? people : words).map(saidAt);
  return earliest(at, ...sent.filter((each) => each >= customerHeardAt)) ?? at;
}
