import { describe, expect, it } from 'vitest';
import { decideSend, type Reply } from '#domain/reply.ts';
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
