import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHeard, type Heard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { Ticket } from '#domain/ticket.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

const TEXTS = [
  'Where is my parcel?',
  'This is urgent, my router caught fire',
  'thanks a lot!',
  'refund please',
  'worst service ever',
];

/** Up to eight messages of one talk, each at its own minute. */
const talk = fc
  .array(fc.record({ isOut: fc.boolean(), text: fc.constantFrom(...TEXTS), lag: fc.nat(5) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    all.map(({ isOut, text, lag }, index): Heard => {
      const sentAt = atMinute(index * 2);
      const common = { id: `m-${index}`, sentAt, receivedAt: atMinute(index * 2 + lag), text };
      return heard(isOut ? brandMessage(common) : customerMessage(common));
    }),
  );

/** The talk in another order, cut into batches. */
const arrivals = talk.chain((messages) =>
  fc.tuple(
    fc.constant(messages),
    fc.shuffledSubarray(messages, { minLength: messages.length }),
    fc.array(fc.integer({ min: 1, max: 4 }), { minLength: messages.length, maxLength: messages.length }),
  ),
);

function foldAll(batches: readonly (readonly Heard[])[]): Ticket | undefined {
  const story = ticketStory();
  for (const [first, ...others] of batches) {
    if (!first) continue;
    const context = { ticketId: 't', now: NOON, policy: DEFAULT_SLA_POLICY };
    story.decide((ticket) => foldHeard(ticket, [first, ...others], context));
  }
  return story.history.length > 0 ? story.ticket : undefined;
}

function cut(messages: readonly Heard[], sizes: readonly number[]): Heard[][] {
  const batches: Heard[][] = [];
  let start = 0;
  for (const size of sizes) {
    batches.push(messages.slice(start, start + size));
    start += size;
  }
  return batches.filter((batch) => batch.length > 0);
}

/** What a ticket comes to; its revisions count the batches, and who opened it decides the status `new`. */
function essence(ticket: Ticket | undefined) {
  if (!ticket) return undefined;
  const { revision: _revision, lastEntry: _entry, ...rest } = ticket;
  return rest;
}

describe('any order of arrival', () => {
  it('ends in the same ticket, whatever the batches', () => {
    fc.assert(
      fc.property(arrivals, ([inOrder, shuffled, sizes]) => {
        expect(essence(foldAll(cut(shuffled, sizes)))).toEqual(essence(foldAll([inOrder])));
      }),
      { numRuns: 300 },
    );
  });

  it('hears every message once', () => {
    fc.assert(
      fc.property(arrivals, ([inOrder, shuffled, sizes]) => {
        expect(foldAll(cut(shuffled, sizes))?.lastMessageSeen).toBe(inOrder.length);
      }),
    );
  });
});
