import { SYSTEM } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Entry, MessageRef } from '#domain/entry.ts';
import type { Ticket } from '#domain/ticket.ts';

/** Two tickets that turned out to be one matter: a reply came before the message that ties it to its thread. */

/** Which of the tickets goes on: the one opened first, or the smaller id when they were opened at once. */
export function survivor(tickets: readonly [Ticket, ...Ticket[]]): Ticket {
  return (
    [...tickets].sort((a, b) =>
      a.openedAt === b.openedAt ? (a.id < b.id ? -1 : 1) : a.openedAt < b.openedAt ? -1 : 1,
    )[0] ?? tickets[0]
  );
}

/** Ends the other ticket: its messages have been heard by the survivor, and whoever comes by is sent there. */
export function mergedInto(ticket: Ticket, ticketId: string, now: string): Change {
  return {
    body: { ...ticket, status: 'closed', assignee: undefined, mergedInto: ticketId },
    deed: { type: 'merged_into', ticketId },
    by: SYSTEM,
    at: now,
    isWork: true,
  };
}

/** Every message a history tells of, once. */
export function heardIn(history: readonly Pick<Entry, 'deed'>[]): MessageRef[] {
  const refs = new Map<string, MessageRef>();
  for (const { deed } of history) {
    const told = deed.type === 'heard' ? deed.messages : deed.type === 'reply_sent' ? [deed.message] : [];
    for (const ref of told) refs.set(`${ref.venue?.account ?? ''}\n${ref.id}`, ref);
  }
  return [...refs.values()];
}
