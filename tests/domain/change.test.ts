import { describe, expect, it } from 'vitest';
import { eventCatalogue } from '#contracts/events.ts';
import { type Fact, factsOf } from '#domain/change.ts';
import type { Deed } from '#domain/entry.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { EVERY_DEED } from '#tests/support/deeds.ts';
import { customerMessage, NOON } from '#tests/support/messages.ts';
import { changedTicket, openedTicket } from '#tests/support/tickets.ts';

const opened = openedTicket();
const written = (before: Ticket | undefined, after: Ticket): Fact[] => factsOf({ kind: 'written', before, after });

/** The facts of a deed done to a ticket that somebody has. */
function told(deed: Deed, given: Partial<TicketBody> = {}): Fact[] {
  const before: Ticket = { ...opened, assignee: 'agent-1' };
  return written(before, changedTicket(before, deed, given));
}

const types = (facts: readonly Fact[]): string[] => facts.map(({ type }) => type);

/** Every type that a change can tell: by its deed, or by what differs between its images. */
const everyFact = (): Fact[] => [
  ...Object.values(EVERY_DEED).flatMap((deed) => told(deed)),
  ...written(undefined, opened),
  ...told(EVERY_DEED.moved, { status: 'pending' }),
  ...told(EVERY_DEED.heard, { episode: { ...opened.episode, number: 2 } }),
  ...told(EVERY_DEED.heard, { assessment: { ...opened.assessment, priority: 'P1' } }),
  ...told(EVERY_DEED.heard, { clocks: met() }),
  ...factsOf({ kind: 'deleted', before: opened, at: NOON }),
];

function met(): Ticket['clocks'] {
  const { firstResponse } = opened.clocks;
  return { ...opened.clocks, firstResponse: firstResponse && { ...firstResponse, metAt: NOON } };
}

describe('the facts of a change', () => {
  it.each<[Deed['type'], string[]]>([
    ['heard', ['message.received', 'message.sent']],
    ['amended', ['message.edited', 'message.deleted']],
    ['claimed', ['ticket.claimed']],
    ['released', ['ticket.released']],
    ['assigned', ['ticket.assigned']],
    ['noted', ['ticket.noted']],
    ['moved', []],
    ['reply_queued', ['reply.queued']],
    ['reply_sent', ['reply.sent']],
    ['reply_failed', ['reply.failed']],
    ['reply_doubtful', ['reply.doubtful']],
    ['clock_warned', ['sla.warning']],
    ['clock_breached', ['sla.breached']],
    ['merged_into', ['ticket.merged']],
  ])('%s are %j, when nothing else differs', (type, facts) => {
    expect(types(told(EVERY_DEED[type]))).toEqual(facts);
  });

  it.each<[string, Deed, Partial<TicketBody>, string]>([
    ['another status', EVERY_DEED.moved, { status: 'pending' }, 'ticket.status_changed'],
    ['a new episode', EVERY_DEED.heard, { episode: { ...opened.episode, number: 2 } }, 'ticket.reopened'],
    [
      'another priority',
      EVERY_DEED.heard,
      { assessment: { ...opened.assessment, priority: 'P1' } },
      'ticket.priority_changed',
    ],
    ['a clock that is met', EVERY_DEED.reply_sent, { clocks: met() }, 'sla.met'],
  ])('name %s beside the deed', (_, deed, given, fact) => {
    expect(types(told(deed, given))).toContain(fact);
  });

  it('of a first message are that a ticket was opened, and that the message came', () => {
    expect(types(written(undefined, opened))).toEqual(['ticket.opened', 'message.received']);
  });

  it('of messages that moved here by a merge are none: they were told where they were heard', () => {
    expect(told({ ...EVERY_DEED.heard, moved: true })).toEqual([]);
  });

  it('of the same image, or of an older one, are none', () => {
    expect(written(opened, opened)).toEqual([]);
    expect(written(changedTicket(opened, EVERY_DEED.claimed), opened)).toEqual([]);
  });

  it('of an expiry are none, and of a deletion by a person one', () => {
    expect(factsOf({ kind: 'nothing' })).toEqual([]);
    expect(factsOf({ kind: 'deleted', before: opened, at: NOON })).toMatchObject([
      { key: 'ticket.deleted/ticket-1', type: 'ticket.deleted', time: NOON, ticketId: 'ticket-1' },
    ]);
  });
});

describe('a fact', () => {
  it('has one key, whoever tells it and however often', () => {
    const keys = everyFact().map(({ key }) => key);
    expect(everyFact().map(({ key }) => key)).toEqual(keys);
  });

  it('of a message is the same whatever ticket and revision tell it', () => {
    const [, heardHere] = written(undefined, openedTicket(customerMessage(), 'ticket-1'));
    const [, heardThere] = written(undefined, openedTicket(customerMessage(), 'ticket-2'));
    expect(heardHere?.key).toBe(heardThere?.key);
  });

  it('differs by key from every other of its change', () => {
    const many = told(EVERY_DEED.heard, {
      status: 'open',
      clocks: met(),
      assessment: { ...opened.assessment, priority: 'P1' },
    });
    expect(new Set(many.map(({ key }) => key)).size).toBe(many.length);
  });
});

describe('the event catalogue', () => {
  it('has every fact that a change can tell, and nothing that none can', () => {
    expect([...new Set(types(everyFact()))].sort()).toEqual(Object.keys(eventCatalogue).sort());
  });
});
