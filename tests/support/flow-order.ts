import type { Ticket } from '#domain/ticket.ts';
import type { TableView } from '#tests/support/flow-table.ts';

/** What orders of arrival are compared by. */

/** Every order of some things. */
export function permutations<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, index) =>
    permutations(things.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}

/**
 * What a ticket comes to, whoever its customer is and whenever its messages were received: their ids are replaced by
 * what they are called in the scenario.
 */
export function essenceOf(table: TableView, customer: string, nameOf: (id: string) => string): unknown {
  const live = table.liveTickets(customer);
  const described = live.map((ticket) => {
    const { status, episode, clocks, lastIn, lastMessageSeen, channel, visibility } = ticket;
    const heard = table.heard(ticket.id).toSorted();
    // When a clock ended is when the deletion came: that differs by the order.
    const running = Object.entries(clocks).map(([name, clock]) => {
      return { name, ...clock, endedAt: Boolean(clock?.endedAt) };
    });
    // The hash names the messages, which are each customer's own.
    const { inputsHash: _hash, ...assessment } = ticket.assessment;
    return { status, assessment, episode, running, lastIn, lastMessageSeen, channel, visibility, heard };
  });
  const messages = table
    .messages(customer)
    .map(({ id, text, inReplyTo, sentAt }) => ({ id, text, inReplyTo, sentAt }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const json = JSON.stringify({ tickets: described, messages });
  return JSON.parse(
    json
      .replaceAll(/"(id|messageId|inReplyTo)":"([^"]+)"/g, (_, key, id) => `"${key}":"${nameOf(id)}"`)
      .replaceAll(
        /"heard":\[([^\]]*)\]/g,
        (_, ids: string) => `"heard":${JSON.stringify((JSON.parse(`[${ids}]`) as string[]).map(nameOf))}`,
      ),
  );
}

/** The tickets of a customer, those merged away among them. */
export const everOpened = ({ tickets }: TableView, customer: string): Ticket[] =>
  tickets.filter(({ customerId }) => customerId === customer);
