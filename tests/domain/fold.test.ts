import { describe, expect, it } from 'vitest';
import { foldHeard, type Heard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { Ticket } from '#domain/ticket.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';
import { applied, changedTicket } from '#tests/support/tickets.ts';

const fold = (before: Ticket | undefined, ...messages: [Heard, ...Heard[]]): Ticket =>
  applied(before, foldHeard(before, messages, { ticketId: 't-1', now: NOON, policy: DEFAULT_SLA_POLICY }));

describe('hearing messages', () => {
  it('opens a new ticket at its first message, with both clocks running from the platform time', () => {
    const ticket = fold(undefined, heard(customerMessage()));
    expect(ticket).toMatchObject({
      status: 'new',
      lastMessageSeen: 1,
      revision: 1,
      workVersion: 0,
      episode: { number: 1 },
    });
    expect(ticket.clocks.firstResponse).toMatchObject({ startedAt: NOON });
    expect(ticket.clocks.resolution?.doneAt).toBeUndefined();
  });

  it('keeps the ETag when the customer writes again', () => {
    const ticket = fold(
      fold(undefined, heard(customerMessage())),
      heard(customerMessage({ id: 'm-2', sentAt: atMinute(1) })),
    );
    expect(ticket).toMatchObject({ workVersion: 0, lastMessageSeen: 2, revision: 2, status: 'new' });
  });

  it('waits for the customer once the brand has answered, and stops the first-response clock', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const answered = fold(opened, heard(brandMessage({ sentAt: atMinute(3) })));
    expect(answered.status).toBe('pending');
    expect(answered.clocks.firstResponse).toMatchObject({ state: 'met', doneAt: atMinute(3) });
  });

  it('stays open when the customer was heard after the answer was sent: nobody has read that', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const answered = fold(opened, heard(brandMessage({ sentAt: atMinute(3) })));
    const late = customerMessage({ id: 'm-2', sentAt: atMinute(2), receivedAt: atMinute(4) });
    expect(fold(answered, heard(late)).status).toBe('open');
  });

  it('reopens a resolved ticket as its next episode, with fresh clocks', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const deed = { type: 'moved', from: 'new', to: 'resolved' } as const;
    const episode = { ...opened.episode, resolvedAt: atMinute(5) };
    const resolved = changedTicket(opened, deed, { status: 'resolved', episode });
    const second = heard(customerMessage({ id: 'm-2', sentAt: atMinute(60) }));
    const change = foldHeard(resolved, [second], { ticketId: 't-1', now: atMinute(60), policy: DEFAULT_SLA_POLICY });
    const again = applied(resolved, change, [opened.lastEntry, resolved.lastEntry]);
    expect(again).toMatchObject({ status: 'open', episode: { number: 2, startedAt: atMinute(60) } });
    expect(again.clocks.firstResponse).toMatchObject({ startedAt: atMinute(60) });
    expect(again.clocks.firstResponse?.state).toBeUndefined();
  });

  it('leaves a resolved ticket resolved when only the brand speaks', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const resolved: Ticket = { ...opened, status: 'resolved', episode: { ...opened.episode, resolvedAt: atMinute(5) } };
    expect(fold(resolved, heard(brandMessage({ sentAt: atMinute(9) }))).status).toBe('resolved');
  });

  it('takes a ticket off hold when the customer writes, and leaves spam alone', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const second = heard(customerMessage({ id: 'm-2', sentAt: atMinute(1) }));
    expect(fold({ ...opened, status: 'on_hold' }, second).status).toBe('open');
    expect(fold({ ...opened, status: 'spam' }, second).status).toBe('spam');
  });

  it('runs no clock for a ticket on which only the brand has spoken', () => {
    const ticket = fold(undefined, heard(brandMessage()));
    expect(ticket.status).toBe('pending');
    expect(ticket.clocks).toEqual({});
  });

  it('starts the clock of a message found a day late at its receipt, and never in the future', () => {
    const late = customerMessage({ sentAt: '2026-02-01T00:00:00.000Z', receivedAt: NOON });
    expect(fold(undefined, heard(late)).episode.startedAt).toBe(NOON);
    const early = customerMessage({ sentAt: atMinute(10), receivedAt: NOON });
    expect(fold(undefined, heard(early)).episode.startedAt).toBe(NOON);
  });

  it('does not wait for a customer who had an acknowledgement, or a robot that the policy does not count', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const thanks = heard(brandMessage({ sentAt: atMinute(1), by: 'automation', acknowledgement: true }));
    expect(fold(opened, thanks)).toMatchObject({ status: 'new', lastMessageSeen: 2 });
    expect(fold(opened, heard(brandMessage({ sentAt: atMinute(1), by: 'automation' })))).toMatchObject({
      status: 'new',
    });
  });

  it('says in the history what clocks must know of a message, and no more', () => {
    const late = customerMessage({ sentAt: '2026-02-01T00:00:00.000Z', receivedAt: NOON });
    const robot = brandMessage({ sentAt: atMinute(1), by: 'automation', acknowledgement: true });
    expect(fold(undefined, heard(late), heard(robot)).lastEntry.deed).toEqual({
      type: 'heard',
      messages: [
        { id: 'm-1', direction: 'in', sentAt: '2026-02-01T00:00:00.000Z', startsAt: NOON },
        { id: 'out-1', direction: 'out', sentAt: atMinute(1), by: 'automation', acknowledgement: true },
      ],
    });
  });
});
