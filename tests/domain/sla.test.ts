import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from '#domain/apply-change.ts';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY, deriveClock, lookAt, nextLook, PRIORITIES } from '#domain/sla.ts';
import { look, nextDue } from '#domain/sweep.ts';
import type { Ticket } from '#domain/ticket.ts';
import { atMinute, customerMessage, heard, NOON } from '#tests/support/messages.ts';

const policy = DEFAULT_SLA_POLICY;
const opened = (): Ticket =>
  applyChange(undefined, foldHeard(undefined, [heard(customerMessage())], { ticketId: 't', now: NOON, policy }), 'c');

describe('a clock', () => {
  it.each([
    ['P1', 15],
    ['P2', 30],
    ['P3', 60],
    ['P4', 480],
  ] as const)('promises a first response to %s within %i minutes', (priority, minutes) => {
    const clock = deriveClock({ name: 'firstResponse', priority, startedAt: NOON }, policy);
    expect(clock.dueAt).toBe(atMinute(minutes));
    expect(clock.warnAt).toBe(atMinute(minutes * 0.8));
  });

  it('warns, then breaches, then needs no look', () => {
    const clock = deriveClock({ name: 'firstResponse', priority: 'P1', startedAt: NOON }, policy);
    expect(lookAt(clock, atMinute(11))).toBeUndefined();
    expect(lookAt(clock, atMinute(12))).toBe('warning');
    expect(nextLook({ ...clock, warnedAt: atMinute(12) })).toBe(atMinute(15));
    expect(lookAt(clock, atMinute(15))).toBe('breached');
    expect(nextLook({ ...clock, breachedAt: atMinute(15) })).toBeUndefined();
  });

  it('stands still once it is met', () => {
    const clock = deriveClock({ name: 'resolution', priority: 'P1', startedAt: NOON, metAt: atMinute(1) }, policy);
    expect(nextLook(clock)).toBeUndefined();
    expect(lookAt(clock, atMinute(10_000))).toBeUndefined();
  });

  it('keeps its marks when the priority changes, and is never due before it started', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRIORITIES), fc.constantFrom(...PRIORITIES), (before, after) => {
        const first = {
          ...deriveClock({ name: 'resolution', priority: before, startedAt: NOON }, policy),
          warnedAt: atMinute(9),
        };
        const next = deriveClock({ name: 'resolution', priority: after, startedAt: NOON, previous: first }, policy);
        expect(next.warnedAt).toBe(atMinute(9));
        expect(next.warnAt < next.dueAt && next.startedAt < next.warnAt).toBe(true);
      }),
    );
  });
});

describe('the sweep', () => {
  it('marks each warning and breach once, however often it looks', () => {
    let ticket = opened();
    const deeds: string[] = [];
    for (let minute = 0; minute <= 5000; minute += 7) {
      for (;;) {
        const change = look(ticket, atMinute(minute), policy);
        if (!change) break;
        deeds.push(`${change.deed.type} ${'clock' in change.deed ? change.deed.clock : ''}`);
        ticket = applyChange(ticket, change, 'c');
      }
    }
    expect(deeds.sort()).toEqual([
      'clock_breached firstResponse',
      'clock_breached resolution',
      'clock_warned firstResponse',
      'clock_warned resolution',
    ]);
    expect(nextDue(ticket, policy)).toBeUndefined();
  });

  it('tells only the breach when the warning was missed', () => {
    const change = look(opened(), atMinute(100_000), policy);
    expect(change?.deed.type).toBe('clock_breached');
  });

  it('closes what was resolved for longer than the policy says, and runs no clock on it before', () => {
    const resolved: Ticket = { ...opened(), status: 'resolved', episode: { ...opened().episode, resolvedAt: NOON } };
    expect(look(resolved, atMinute(7 * 24 * 60 - 1), policy)).toBeUndefined();
    expect(look(resolved, atMinute(7 * 24 * 60), policy)?.body.status).toBe('closed');
    expect(look({ ...resolved, status: 'spam' }, atMinute(100_000), policy)).toBeUndefined();
  });
});
