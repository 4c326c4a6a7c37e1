import { describe, expect, it } from 'vitest';
import { eventCatalogue } from '#contracts/events.ts';
import { type Fact, factsOf } from '#domain/change.ts';
import type { Concern } from '#domain/channel-health.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { Deed } from '#domain/entry.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { eventOf } from '#functions/publish-changes/event-of.ts';
import { EVERY_DEED } from '#tests/support/deeds.ts';
import { atMinute, customerMessage, NOON } from '#tests/support/messages.ts';
import { changedTicket, openedTicket } from '#tests/support/tickets.ts';

const opened = openedTicket();
const written = (before: Ticket | undefined, after: Ticket): Fact[] => factsOf({ kind: 'written', before, after });

/** The facts of a deed done to a ticket that somebody has. */
function told(deed: Deed, given: Parameters<typeof changedTicket>[2] = {}): Fact[] {
  const before: Ticket = { ...opened, assignee: 'agent-1' };
  return written(before, changedTicket(before, deed, given));
}

/** What makes another priority of the ticket. */
const ALARMING: Partial<TicketBody> = {
  episode: {
    ...opened.episode,
    readings: opened.episode.readings.map((each) => ({ ...each, urgency: 'critical', intent: 'safety' })),
  },
};

const types = (facts: readonly Fact[]): string[] => facts.map(({ type }) => type);

/** The episode of `opened`, in which the customer has lost patience. */
const worse: TicketBody['episode'] = {
  ...opened.episode,
  readings: [
    ...opened.episode.readings,
    { id: 'm-2', sentAt: atMinute(1), sentiment: 'negative', urgency: 'high', intent: 'complaint' },
  ],
};

const VERSION = { name: 'business', number: 2, document: {}, by: { kind: 'agent', id: 'admin-1' }, at: NOON } as const;

function health(concern: Concern, state: 'well' | 'unwell'): Fact[] {
  const reason = state === 'unwell' ? 'token_expired (190)' : undefined;
  return factsOf({ kind: 'channel', health: { account: 'x:1', concern, state, reason, since: NOON }, revision: 3 });
}

/** Every type that a change can tell: by its deed, or by what differs between its images. */
const everyFact = (): Fact[] => [
  ...Object.values(EVERY_DEED).flatMap((deed) => told(deed)),
  ...written(undefined, opened),
  ...told(EVERY_DEED.moved, { status: 'pending' }),
  ...told(EVERY_DEED.heard, { episode: { ...opened.episode, number: 2 } }),
  ...told(EVERY_DEED.heard, ALARMING),
  ...told(EVERY_DEED.heard, { episode: worse }),
  ...told(EVERY_DEED.noted, { told: EVERY_CLOCK_FACT }),
  ...factsOf({ kind: 'deleted', before: opened, at: NOON }),
  ...factsOf({ kind: 'configured', family: 'sla-policy', version: { ...VERSION, name: 'sla' } }),
  ...factsOf({ kind: 'configured', family: 'calendar', version: VERSION }),
  ...health('replies', 'unwell'),
  ...health('silence', 'unwell'),
  ...health('silence', 'well'),
];

/** Every fact that can be told of a clock, in one change. */
const EVERY_CLOCK_FACT: ClockFact[] = (
  [
    { fact: 'warning', number: 0, minutesLeft: 3 },
    { fact: 'breached', number: 1, minutesOver: 0 },
    { fact: 'met', minutesLeft: 1 },
    { fact: 'paused', number: 1, minutesLeft: 1 },
    { fact: 'resumed', number: 1, minutesLeft: 1 },
    { fact: 'recovered', number: 1, cause: 'done' },
    { fact: 'escalated', number: 0, on: 'breached', notify: 'lead' },
    { fact: 'window_closing', number: 1 },
  ] as const
).map((each) => ({ clock: 'firstResponse', episode: 1, cycle: 1, dueAt: NOON, ...each }));

describe('the facts of a channel', () => {
  it('say which concern it is, what mends it, and make events of the catalogue', () => {
    expect(health('silence', 'unwell').map((fact) => eventOf(fact))).toMatchObject([
      {
        type: 'channel.silent',
        data: { account: 'x:1', concern: 'silence', mend: expect.stringContaining('fresh token') },
      },
    ]);
    const [gone] = health('silence', 'well').map((fact) => eventOf(fact));
    expect(gone).toMatchObject({
      type: 'channel.recovered',
      data: { account: 'x:1', concern: 'silence', since: NOON },
    });
  });

  it('of two concerns are two events', () => {
    const [a] = health('replies', 'unwell');
    const [b] = health('polling', 'unwell');
    expect(a?.key).not.toBe(b?.key);
  });
});

describe('the facts of a change', () => {
  it.each<[Deed['type'], string[]]>([
    ['heard', ['message.received', 'message.sent']],
    ['amended', ['message.edited', 'message.deleted']],
    ['claimed', ['ticket.claimed']],
    ['released', ['ticket.released']],
    ['assigned', ['ticket.assigned']],
    ['noted', ['ticket.noted']],
    ['moved', []],
    ['labelled', ['message.relabelled']],
    ['personal_data_read', []],
    ['reply_queued', ['reply.queued']],
    ['reply_sent', ['reply.sent']],
    ['reply_failed', ['reply.failed']],
    ['reply_doubtful', ['reply.doubtful']],
    ['clock_warned', []],
    ['clock_breached', []],
    ['escalated', ['ticket.assigned']],
    ['recomputed', []],
    ['reprioritised', []],
    ['tier_set', []],
    ['merged_into', ['ticket.merged']],
  ])('%s are %j beside what it means for clocks, when nothing else differs', (type, facts) => {
    expect(types(told(EVERY_DEED[type])).filter((each) => !each.startsWith('sla.'))).toEqual(facts);
  });

  it.each<[string, Deed, Partial<TicketBody>, string]>([
    ['another status', EVERY_DEED.moved, { status: 'pending' }, 'ticket.status_changed'],
    ['a new episode', EVERY_DEED.heard, { episode: { ...opened.episode, number: 2 } }, 'ticket.reopened'],
    ['another priority', EVERY_DEED.heard, ALARMING, 'ticket.priority_changed'],
  ])('name %s beside the deed', (_, deed, given, fact) => {
    expect(types(told(deed, given))).toContain(fact);
  });

  it('say once an episode that the mood turned, and with which message', () => {
    const turned = changedTicket(opened, EVERY_DEED.heard, { episode: worse });
    const [fact] = written(opened, turned).filter(({ type }) => type === 'ticket.worsening');
    expect(fact).toMatchObject({
      key: 'ticket.worsening/ticket-1/1',
      data: { episode: 1, messageId: 'm-2', priority: turned.assessment.priority },
    });
    const calm = { id: 'm-3', sentAt: atMinute(2), sentiment: 'positive', urgency: 'low', intent: 'praise' } as const;
    const angry = { ...calm, id: 'm-4', sentAt: atMinute(3), sentiment: 'negative' } as const;
    const later = changedTicket(turned, EVERY_DEED.heard, {
      episode: { ...worse, readings: [...worse.readings, calm, angry] },
    });
    expect(types(written(turned, later))).not.toContain('ticket.worsening');
  });

  it('do not say it again of what an agent takes along into the next episode', () => {
    const turned = changedTicket(opened, EVERY_DEED.heard, { episode: worse });
    const reopened = changedTicket(turned, EVERY_DEED.moved, { episode: { ...worse, number: 2 } });
    expect(types(written(turned, reopened))).not.toContain('ticket.worsening');
    const readings = worse.readings.map((reading) => ({ ...reading, id: `again-${reading.id}` }));
    const worseAgain = changedTicket(turned, EVERY_DEED.heard, { episode: { ...worse, number: 2, readings } });
    expect(written(turned, worseAgain).map(({ key }) => key)).toContain('ticket.worsening/ticket-1/2');
  });

  it('of a first message are that a ticket was opened, and that the message came', () => {
    expect(types(written(undefined, opened))).toEqual(['ticket.opened', 'message.received']);
  });

  it('of messages that moved here by a merge are none: they were told where they were heard', () => {
    const facts = types(told({ ...EVERY_DEED.heard, moved: true }));
    expect(facts.filter((type) => type.startsWith('message.'))).toEqual([]);
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

describe('a fact of a clock', () => {
  const [warning, , , , , recovered] = told(EVERY_DEED.noted, { told: EVERY_CLOCK_FACT }).filter(({ type }) =>
    type.startsWith('sla.'),
  );

  it('has a key of the clock and the fact alone, whatever revision tells it', () => {
    expect(warning?.key).toBe('sla.warning/ticket-1/firstResponse/1/1/0');
    expect(recovered?.key).toBe('sla.recovered/ticket-1/firstResponse/1/1/1');
  });

  it('says when the clock is due, how far that is, and whose ticket it is', () => {
    expect(warning?.data).toMatchObject({
      dueAt: NOON,
      minutesLeft: 3,
      point: 0,
      priority: opened.assessment.priority,
      assignee: 'agent-1',
    });
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
      told: EVERY_CLOCK_FACT,
      ...ALARMING,
    });
    expect(new Set(many.map(({ key }) => key)).size).toBe(many.length);
  });
});

describe('no fact', () => {
  it('holds a word, a name or a handle of the customer, nor a word of an agent', () => {
    const author = { id: 'customer-1', name: 'Ada Lovelace', handle: 'countess', followers: 815_000, verified: true };
    const ticket = openedTicket(customerMessage({ text: 'mail jo@example.com, card 4111 1111 1111 1111', author }));
    const deeds = Object.values(EVERY_DEED).map((deed, index) => ({
      ...changedTicket(ticket, deed),
      revision: index + 2,
    }));
    const withWhy = deeds.map((after) => ({
      ...after,
      lastEntry: { ...after.lastEntry, why: 'called jo@example.com' },
    }));
    const facts = JSON.stringify([
      ...written(undefined, ticket),
      ...withWhy.flatMap((after) => written(ticket, after)),
    ]);
    expect(facts).toContain('message.received');
    for (const secret of ['jo@', '4111', 'Ada', 'countess', '815']) expect(facts).not.toContain(secret);
  });
});

describe('the event catalogue', () => {
  it('has every fact that a change can tell, and nothing that none can', () => {
    expect([...new Set(types(everyFact()))].sort()).toEqual(Object.keys(eventCatalogue).sort());
  });
});
