import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideSend, type Reply, repliedBy, replyKeyOf } from '#domain/reply.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';

const reply = (given: Partial<Reply>): Reply => ({
  ticketId: 't',
  replyId: 'r',
  account: 'x:1',
  channel: 'x.dm',
  visibility: 'private',
  customerId: 'customer-1',
  inReplyTo: 'm-1',
  text: 'Hello',
  by: { kind: 'agent', id: 'agent-1' },
  state: 'queued',
  attempt: 0,
  createdAt: NOON,
  updatedAt: NOON,
  ...given,
});

describe('whether to send a reply that the queue delivers', () => {
  it.each([
    ['a queued one is sent', reply({}), false, 'send'],
    ['a sent one is done', reply({ state: 'sent' }), false, 'done'],
    ['a failed one is done', reply({ state: 'failed' }), true, 'done'],
    ['one that somebody is sending waits', reply({ state: 'sending', leaseUntil: atMinute(2) }), false, 'wait'],
    ['an attempt that died is doubtful', reply({ state: 'sending', leaseUntil: NOON }), false, 'doubtful'],
    ['an attempt that died is repeated under its key', reply({ state: 'sending', leaseUntil: NOON }), true, 'send'],
  ] as const)('%s', (_name, given, idempotent, decision) => {
    expect(decideSend(given, atMinute(1), idempotent)).toBe(decision);
  });
});

describe('the key of a reply', () => {
  const replyId = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
  const part = fc.nat({ max: 98 });
  const sent = fc.record({ ticketId: fc.uuid(), replyId, part });

  it('is the same for the same part of the same reply of the same ticket alone', () => {
    const near = fc.tuple(fc.uuid(), replyId, part).chain(([ticketId, key, at]) => {
      const one = { ticketId: fc.constant(ticketId), replyId: fc.constant(key), part: fc.constant(at) };
      return fc.tuple(
        fc.record(one),
        fc.oneof(
          fc.record({ ...one, ticketId: fc.uuid() }),
          fc.record({ ...one, part }),
          fc.record({ ...one, replyId: fc.constant(`${key}--part-2`) }),
          sent,
        ),
      );
    });
    fc.assert(
      fc.property(near, ([one, other]) => {
        const isSame = one.ticketId === other.ticketId && one.replyId === other.replyId && one.part === other.part;
        expect(replyKeyOf(one, one.part) === replyKeyOf(other, other.part)).toBe(isSame);
      }),
    );
  });

  it('says whose it is, is no longer than 104 characters and holds no full stop', () => {
    fc.assert(
      fc.property(sent, (one) => {
        const key = replyKeyOf(one, one.part);
        expect(repliedBy(key)).toEqual({ replyId: one.replyId, replyTicketId: one.ticketId });
        expect(key.length).toBeLessThanOrEqual(104);
        expect(key).not.toContain('.');
      }),
    );
  });

  it.each([
    [undefined, {}],
    ['reply-1', { replyId: 'reply-1' }],
    ['ticket-1:one:reply-1', { replyId: 'ticket-1:one:reply-1' }],
    [':1:reply-1', { replyId: ':1:reply-1' }],
  ])('that is not ours says nothing of a ticket: %s', (key, told) => {
    expect(repliedBy(key)).toEqual(told);
  });
});
