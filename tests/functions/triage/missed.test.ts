import { describe, expect, it } from 'vitest';
import type { Message } from '#domain/message.ts';
import type { Ticket } from '#domain/ticket.ts';
import { NOON } from '#tests/support/messages.ts';
import { envelope, said, startTriage } from '#tests/support/triage.ts';

const minutesAgo = (minutes: number): string => new Date(Date.parse(NOON) - minutes * 60_000).toISOString();
const backfilled = (body: string): string => JSON.stringify({ ...JSON.parse(body), backfill: true });

async function kept(body: string): Promise<{ message: Message; ticket: Ticket }> {
  const { deliver, kinds } = startTriage();
  expect(await deliver(body)).toEqual([]);
  const [message] = kinds('message');
  const [ticket] = kinds('ticket');
  return { message: message?.['message'] as Message, ticket: ticket?.['ticket'] as Ticket };
}

describe('words that were found by a backfill', () => {
  const old = said('m-1', { sentAt: minutesAgo(16) });

  it('are marked as missed, and their clocks run from the receipt', async () => {
    const { message, ticket } = await kept(backfilled(envelope(old)));
    expect(message).toMatchObject({ missed: true, sentAt: minutesAgo(16) });
    expect(ticket.clocks.firstResponse).toMatchObject({ startedAt: NOON, late: true });
    expect((ticket.clocks.firstResponse?.dueAt ?? '') > NOON).toBe(true);
  });

  it.each([
    ['said a quarter of an hour ago', backfilled(envelope(said('m-1', { sentAt: minutesAgo(15) }))), minutesAgo(15)],
    ['as old, but delivered by a platform that had only been slow', envelope(old), minutesAgo(16)],
  ])('are not when they were %s', async (_what, body, startedAt) => {
    const { message, ticket } = await kept(body);
    expect(message.missed).toBeUndefined();
    expect(ticket.clocks.firstResponse?.startedAt).toBe(startedAt);
  });

  it("are history when they are the brand's own", async () => {
    const { deliver, kinds } = startTriage();
    await deliver(
      backfilled(
        envelope(said('m-1', { sentAt: minutesAgo(16) }), said('m-2', { author: 'brand', sentAt: minutesAgo(16) })),
      ),
    );
    const marks = kinds('message').map(({ message }) => [(message as Message).id, (message as Message).missed]);
    expect(marks.sort()).toEqual([
      ['m-1', true],
      ['m-2', undefined],
    ]);
  });
});
