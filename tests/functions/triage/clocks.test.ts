import { describe, expect, it } from 'vitest';
import { tableItems } from '#contracts/table.ts';
import { moveTo } from '#domain/commands.ts';
import type { Reply } from '#domain/reply.ts';
import { type Ticket, ticket as ticketSchema } from '#domain/ticket.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';
import { ACCOUNT, envelope, said, standardEvent, startTriage } from '#tests/support/triage.ts';

/** Triage with a clock that a test sets, and its one ticket. */
function triageAt() {
  let now = NOON;
  const run = startTriage(undefined, { clock: () => now });
  const deliver = async (minute: number, ...events: Parameters<typeof envelope>) => {
    now = atMinute(minute);
    const received = { ...JSON.parse(envelope(...events)), receivedAt: now };
    expect(await run.deliver(JSON.stringify(received))).toEqual([]);
  };
  const ticket = (): Ticket => ticketSchema.parse(run.kinds('ticket')[0]?.['ticket']);
  const told = async () =>
    (await run.table.tickets.history(ticket().id))
      .flatMap((entry) => entry.told ?? [])
      .map(({ fact, clock }) => `${fact} ${clock}`);
  return { ...run, deliver, ticket, told };
}

const replyOf = (ticketId: string, given: Partial<Reply>): Reply => ({
  ticketId,
  replyId: 'reply-1',
  account: ACCOUNT,
  channel: 'standard.private',
  visibility: 'private',
  customerId: 'customer-1',
  inReplyTo: 'm-1',
  by: { kind: 'agent', id: 'agent-1' },
  state: 'sending',
  attempt: 1,
  createdAt: NOON,
  updatedAt: NOON,
  ...given,
});

/** The echo of a reply of ours, heard before we knew that it was sent. */
const echo = (minute: number) =>
  standardEvent('message.created', {
    id: 'out-1',
    thread: 'thread-1',
    text: 'We look into it.',
    sentAt: atMinute(minute),
    author: 'brand',
    replyId: 'reply-1',
    customer: { id: 'customer-1' },
  });

describe('the first-response clock', () => {
  it("stops when somebody answers in the platform's own app", async () => {
    const run = triageAt();
    await run.deliver(0, said('m-1'));
    await run.deliver(9, said('out-1', { author: 'brand', sentAt: atMinute(7) }));
    expect(run.ticket().clocks.firstResponse).toMatchObject({ state: 'met', doneAt: atMinute(7) });
    expect(run.ticket().status).toBe('pending');
    expect(await run.told()).toEqual(['met firstResponse', 'paused resolution']);
  });

  it('goes on when a program answers, and the ticket does not wait for the customer', async () => {
    const run = triageAt();
    await run.deliver(0, said('m-1'));
    const common = { thread: 'thread-1', text: 'We got it.', customer: { id: 'customer-1' }, author: 'automation' };
    await run.deliver(1, standardEvent('message.created', { id: 'out-1', sentAt: atMinute(1), ...common }));
    expect(run.ticket()).toMatchObject({ status: 'new', lastMessageSeen: 2 });
    expect(run.ticket().clocks.firstResponse?.state).toBeUndefined();
  });

  it.each([
    ['an agent wrote', {}, 'met'],
    ['automation wrote', { by: { kind: 'automation', id: 'bot' } } as const, undefined],
    ['was an acknowledgement', { acknowledgement: true }, undefined],
  ])('is told by the echo of a reply that %s as the reply says it', async (_, given, state) => {
    const run = triageAt();
    await run.deliver(0, said('m-1'));
    await run.table.replies.put(replyOf(run.ticket().id, given));
    await run.deliver(2, echo(2));
    expect(run.ticket().clocks.firstResponse?.state).toBe(state);
  });

  it('ends when the customer takes the question back, and runs from the receipt of one that was found a day late', async () => {
    const run = triageAt();
    await run.deliver(0, said('m-1'));
    const deletion = { id: 'm-1', thread: 'thread-1', customer: { id: 'customer-1' } };
    await run.deliver(5, standardEvent('message.deleted', deletion, atMinute(4)));
    expect(run.ticket().clocks.firstResponse).toMatchObject({ state: 'ended', endedAt: atMinute(5) });
    await run.deliver(6, said('m-2', { sentAt: '2026-02-01T00:00:00.000Z' }));
    expect(run.ticket().clocks.firstResponse).toMatchObject({ startedAt: atMinute(6), late: true });
  });
});

describe('a message from before the resolution that arrives after it', () => {
  it('reopens the ticket, since nobody has seen it, and its clock runs from when it was sent', async () => {
    const run = triageAt();
    await run.deliver(0, said('m-1'));
    const { id, workVersion: ifMatch } = run.ticket();
    const by = { kind: 'agent', id: 'agent-1' } as const;
    const context = { by, now: atMinute(10), ifMatch, lastMessageSeen: 1, to: 'resolved' as const };
    await run.table.tickets.change(id, (ticket) => moveTo(ticket, context));
    await run.deliver(12, said('m-2', { sentAt: atMinute(8) }));
    expect(run.ticket()).toMatchObject({ status: 'open', episode: { number: 2 } });
    expect(run.ticket().clocks.firstResponse).toMatchObject({ startedAt: atMinute(8) });
  });
});

describe('what an earlier version has written', () => {
  it('is read: its clocks, its entries, its messages', async () => {
    const run = triageAt();
    await run.deliver(0, said('m-1'));
    const { slaVersion: _version, clocks: _clocks, ...rest } = run.ticket();
    const clock = {
      startedAt: NOON,
      targetMinutes: 60,
      warnAt: atMinute(48),
      dueAt: atMinute(60),
      warnedAt: atMinute(48),
    };
    const old = { ...rest, episode: { ...rest.episode, answeredAt: [] }, clocks: { firstResponse: clock } };
    expect(tableItems.ticket.schema.parse({ ticket: old }).ticket.slaVersion).toBeUndefined();
    const entry = {
      id: 'c',
      revision: 1,
      at: NOON,
      by: { kind: 'system' },
      deed: { type: 'clock_warned', clock: 'firstResponse' },
    };
    expect(tableItems.entry.schema.parse({ entry }).entry).toEqual(entry);
  });
});
