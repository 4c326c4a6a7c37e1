import { describe, expect, it } from 'vitest';
import { applyChange } from '#domain/apply-change.ts';
import { foldHeard, type Heard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';

const fold = (before: Ticket | undefined, ...messages: [Heard, ...Heard[]]): Ticket =>
  applyChange(
    before,
    foldHeard(before, messages, { ticketId: 't-1', now: NOON, policy: DEFAULT_SLA_POLICY }),
    'change',
  );

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
    expect(ticket.clocks.resolution?.metAt).toBeUndefined();
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
    expect(answered.clocks.firstResponse?.metAt).toBe(atMinute(3));
  });

  it('stays open when the customer was heard after the answer was sent: nobody has read that', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const answered = fold(opened, heard(brandMessage({ sentAt: atMinute(3) })));
    const late = customerMessage({ id: 'm-2', sentAt: atMinute(2), receivedAt: atMinute(4) });
    expect(fold(answered, heard(late)).status).toBe('open');
  });

  it('reopens a resolved ticket as its next episode, with fresh clocks', () => {
    const opened = fold(undefined, heard(customerMessage()));
    const resolved: Ticket = { ...opened, status: 'resolved', episode: { ...opened.episode, resolvedAt: atMinute(5) } };
    const again = fold(resolved, heard(customerMessage({ id: 'm-2', sentAt: atMinute(60) })));
    expect(again).toMatchObject({ status: 'open', episode: { number: 2, startedAt: atMinute(60), answeredAt: [] } });
    expect(again.clocks.firstResponse?.startedAt).toBe(atMinute(60));
    expect(again.clocks.resolution?.metAt).toBeUndefined();
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
    expect(ticket.clocks).toEqual({ firstResponse: undefined, resolution: undefined });
  });

  it('starts the clock of a message found a day late at its receipt, and never in the future', () => {
    const late = customerMessage({ sentAt: '2026-02-01T00:00:00.000Z', receivedAt: NOON });
    expect(fold(undefined, heard(late)).episode.startedAt).toBe(NOON);
    const early = customerMessage({ sentAt: atMinute(10), receivedAt: NOON });
    expect(fold(undefined, heard(early)).episode.startedAt).toBe(NOON);
  });
});
