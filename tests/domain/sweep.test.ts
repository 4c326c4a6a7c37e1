import { describe, expect, it } from 'vitest';
import { factsOf } from '#domain/change.ts';
import { moveTo } from '#domain/commands.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { look, nextDue } from '#domain/sweep.ts';
import type { Ticket } from '#domain/ticket.ts';
import { promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage, NOON } from '#tests/support/messages.ts';
import { type Story, swept } from '#tests/support/sweeps.ts';
import { openedTicket, ticketStory } from '#tests/support/tickets.ts';

const bookOf = (
  targets: Parameters<typeof promising>[0],
  escalation: SlaBook['policy']['escalation'] = [],
): SlaBook => ({
  ...DEFAULT_SLA_BOOK,
  policy: { ...promising(targets), escalation },
});

/** A story that begins with a customer's message at noon. */
function opened(book: SlaBook): Story {
  const story = ticketStory(book);
  story.hear(0, customerMessage());
  return story;
}

const warn = [{ percent: 50 }, { minutesBefore: 10 }];

describe('the sweep', () => {
  it('tells each warning and breach once, however often it looks', () => {
    const book = bookOf({ firstResponse: { minutes: 60, warn }, resolution: { minutes: 100 } });
    const story = opened(book);
    expect(swept(story, 0, 300)).toEqual([
      '30 warning firstResponse 0',
      '50 warning firstResponse 1',
      '60 breached firstResponse 1',
      '100 breached resolution 1',
    ]);
    expect(nextDue(story.ticket, book.policy)).toBe(story.ticket.assessment.changesAt);
    expect(story.ticket.clocks.firstResponse).toMatchObject({ state: 'breached', breachedAt: atMinute(60) });
  });

  it('tells only the breach when the warnings were missed', () => {
    const story = opened(bookOf({ firstResponse: { minutes: 60, warn } }));
    expect(swept(story, 61, 70)).toEqual(['61 breached firstResponse 1']);
  });

  it('is called again when the next warning, the breach or the closing is due', () => {
    const book = bookOf({ firstResponse: { minutes: 60, warn } });
    const story = opened(book);
    expect(nextDue(story.ticket, book.policy)).toBe(atMinute(30));
    swept(story, 30, 30);
    expect(nextDue(story.ticket, book.policy)).toBe(atMinute(50));
    swept(story, 50, 50);
    expect(nextDue(story.ticket, book.policy)).toBe(atMinute(60));
  });

  it('has nothing to look at while a clock stands still', () => {
    const book = bookOf({ resolution: { minutes: 60, pauseOn: ['pending'] } });
    const story = opened(book);
    story.hear(10, brandMessage({ sentAt: atMinute(10) }));
    expect(story.ticket.clocks.resolution).toMatchObject({ state: 'paused', remainingMs: 50 * 60_000 });
    expect(nextDue(story.ticket, book.policy)).toBeUndefined();
    expect(swept(story, 10, 500)).toEqual([]);
  });

  it('warns nobody while a clock stands still, and at once when it runs again', () => {
    const book = bookOf({ resolution: { minutes: 60, warn, pauseOn: ['pending'] } });
    const story = opened(book);
    swept(story, 0, 29);
    // The sweep is late: the first point, at minute 30, was reached and not told when the clock was made to stand still.
    story.hear(35, brandMessage({ sentAt: atMinute(35) }));
    expect(nextDue(story.ticket, book.policy)).toBeUndefined();
    expect(swept(story, 36, 99)).toEqual([]);
    story.hear(100, customerMessage({ id: 'm-2', sentAt: atMinute(100) }));
    expect(swept(story, 100, 125)).toEqual([
      '100 warning resolution 0',
      '115 warning resolution 1',
      '125 breached resolution 1',
    ]);
  });

  it('escalates nothing while a clock stands still', () => {
    const escalation: SlaBook['policy']['escalation'] = [{ on: 'warning', afterMinutes: 10, notify: 'lead' }];
    const story = opened(bookOf({ resolution: { minutes: 60, warn, pauseOn: ['pending'] } }, escalation));
    expect(swept(story, 0, 34)).toEqual(['30 warning resolution 0']);
    story.hear(35, brandMessage({ sentAt: atMinute(35) }));
    expect(swept(story, 36, 99)).toEqual([]);
    story.hear(100, customerMessage({ id: 'm-2', sentAt: atMinute(100) }));
    expect(swept(story, 100, 101)).toEqual(['100 escalated resolution 0']);
  });

  it('closes what was resolved for longer than the policy says, and runs no clock on it before', () => {
    const resolved: Ticket = {
      ...openedTicket(),
      status: 'resolved',
      episode: { ...openedTicket().episode, resolvedAt: NOON },
    };
    expect(look(resolved, atMinute(7 * 24 * 60 - 1), DEFAULT_SLA_BOOK)).toBeUndefined();
    expect(look(resolved, atMinute(7 * 24 * 60), DEFAULT_SLA_BOOK)?.body.status).toBe('closed');
    expect(look({ ...resolved, status: 'spam' }, atMinute(100_000), DEFAULT_SLA_BOOK)).toBeUndefined();
  });

  it('derives the clocks of a ticket that an earlier version kept before it tells anything of them', () => {
    const old: Ticket = { ...openedTicket(), slaVersion: undefined };
    expect(look(old, atMinute(100_000), DEFAULT_SLA_BOOK)?.deed).toEqual({ type: 'recomputed' });
  });
});

describe('what a change tells of clocks', () => {
  const told = (facts: ReturnType<Story['hear']>) =>
    (facts ?? []).map(({ fact, clock, cause = '' }) => `${fact} ${clock} ${cause}`.trim());
  const answer = (minute: number) => brandMessage({ id: `out-${minute}`, sentAt: atMinute(minute) });

  it('is that a clock was met, stands still, and runs again', () => {
    const story = opened(bookOf({ firstResponse: {}, resolution: { pauseOn: ['pending'] } }));
    expect(told(story.hear(10, answer(10)))).toEqual(['met firstResponse', 'paused resolution']);
    expect(told(story.hear(20, customerMessage({ id: 'm-2', sentAt: atMinute(20) })))).toEqual(['resumed resolution']);
    const facts = story.history.flatMap((entry) => entry.told ?? []);
    expect(facts).toMatchObject([
      { minutesLeft: 50, dueAt: atMinute(60) },
      { minutesLeft: 50, number: 1 },
      { minutesLeft: 50, dueAt: atMinute(70), number: 1 },
    ]);
  });

  it('is a breach that nobody had told, and the recovery, when an answer came late', () => {
    const story = opened(bookOf({ firstResponse: {} }));
    expect(told(story.hear(75, answer(75)))).toEqual(['breached firstResponse', 'recovered firstResponse done']);
    expect(swept(story, 76, 200)).toEqual([]);
  });

  it('is a recovery when the sweep had told the breach', () => {
    const story = opened(bookOf({ firstResponse: {} }));
    swept(story, 60, 60);
    expect(told(story.hear(75, answer(75)))).toEqual(['recovered firstResponse done']);
  });

  it('is that it was answered in time, when we hear of that only after the breach', () => {
    const story = opened(bookOf({ firstResponse: {} }));
    swept(story, 60, 60);
    expect(told(story.hear(75, answer(50)))).toEqual(['recovered firstResponse answered_in_time']);
    expect(story.ticket.clocks.firstResponse).toMatchObject({ state: 'met', doneAt: atMinute(50) });
  });

  it('is everything that came about at once, cycle by cycle', () => {
    const story = opened(bookOf({ firstResponse: {}, nextResponse: {} }));
    const more = customerMessage({ id: 'm-2', sentAt: atMinute(20) });
    expect(told(story.hear(40, answer(10), more, answer(30)))).toEqual(['met firstResponse', 'met nextResponse']);
  });

  it('is not told again, whatever is heard later', () => {
    const story = opened(bookOf({ firstResponse: {} }));
    story.hear(10, answer(10));
    expect(told(story.hear(30, answer(5)))).toEqual([]);
    expect(story.ticket.clocks.firstResponse).toMatchObject({ doneAt: atMinute(5) });
  });

  it('is a breach of what was due when the ticket was resolved without an answer', () => {
    const story = opened(bookOf({ firstResponse: {} }));
    const context = {
      by: { kind: 'agent', id: 'a' } as const,
      ifMatch: 0,
      lastMessageSeen: 1,
      to: 'resolved' as const,
    };
    const facts = story.decide((ticket) => moveTo(ticket, { ...context, now: atMinute(90) }));
    expect(told(facts)).toEqual(['breached firstResponse']);
  });
});

describe('escalation', () => {
  const escalation: SlaBook['policy']['escalation'] = [
    { on: 'warning', notify: 'assignee' },
    { on: 'breached', notify: 'lead', raisePriority: true },
    { on: 'breached', afterMinutes: 30, notify: 'on_call', reassignTo: 'night' },
  ];
  const book = bookOf({ firstResponse: { warn: [{ percent: 50 }] } }, escalation);

  it('takes each step once, so long after what it follows', () => {
    const story = opened(book);
    expect(swept(story, 0, 300)).toEqual([
      '30 warning firstResponse 0',
      '30 escalated firstResponse 0',
      '60 breached firstResponse 1',
      '60 escalated firstResponse 1',
      '90 escalated firstResponse 2',
    ]);
    expect(nextDue(story.ticket, book.policy)).toBe(story.ticket.assessment.changesAt);
  });

  it('raises the priority, hands the ticket on, and says why', () => {
    const story = opened(book);
    swept(story, 0, 90);
    expect(story.ticket).toMatchObject({
      assignee: 'night',
      assessment: { priority: 'P2', raised: 1 },
    });
    expect(story.history.at(-1)).toMatchObject({
      deed: { type: 'escalated', step: 2, assignee: { to: 'night' } },
      why: 'Escalation: the clock firstResponse was due 30 minutes before.',
    });
    const [, , , , raised] = story.history;
    expect(raised).toMatchObject({ deed: { priority: { from: 'P3', to: 'P2' } }, state: { priority: 'P2' } });
  });

  it('stays raised when the customer writes again, and ends with the episode', () => {
    const story = opened(book);
    swept(story, 0, 60);
    story.hear(61, customerMessage({ id: 'm-2', sentAt: atMinute(61) }));
    expect(story.ticket.assessment).toMatchObject({ priority: 'P2', raised: 1 });
  });

  it('counts from when somebody was told: of a late one no two steps are taken at once', () => {
    const steps: SlaBook['policy']['escalation'] = [
      { on: 'warning', afterMinutes: 10, notify: 'lead' },
      { on: 'breached', notify: 'lead' },
      { on: 'breached', afterMinutes: 30, notify: 'on_call' },
    ];
    const late = bookOf({ resolution: { minutes: 60, warn: [{ percent: 50 }], pauseOn: ['pending'] } }, steps);
    const story = opened(late);
    // The point at minute 30 was reached, and the clock stood still before the sweep came.
    story.hear(35, brandMessage({ sentAt: atMinute(35) }));
    story.hear(100, customerMessage({ id: 'm-2', sentAt: atMinute(100) }));
    expect(swept(story, 100, 112)).toEqual(['100 warning resolution 0', '110 escalated resolution 0']);
    // The sweep was away from minute 112 to 300; the clock was due at minute 125.
    story.hear(299, customerMessage({ id: 'm-3', sentAt: atMinute(299) }));
    expect(swept(story, 300, 400)).toEqual([
      '300 breached resolution 1',
      '300 escalated resolution 1',
      '330 escalated resolution 2',
    ]);
  });

  it('takes its steps anew for another breach, each by an id of its own', () => {
    const escalation: SlaBook['policy']['escalation'] = [
      { on: 'warning', notify: 'assignee' },
      { on: 'breached', notify: 'lead' },
      { on: 'breached', afterMinutes: 10, notify: 'on_call' },
    ];
    const resolution = { minutes: 60, warn: [{ percent: 50 }], pauseOn: ['pending' as const] };
    const story = opened(bookOf({ resolution }, escalation));
    expect(swept(story, 0, 70)).toEqual([
      '30 warning resolution 0',
      '30 escalated resolution 0',
      '60 breached resolution 1',
      '60 escalated resolution 1',
      '70 escalated resolution 2',
    ]);
    // The answer was given before the clock was due, and heard of after.
    const recovery = story.hear(71, brandMessage({ sentAt: atMinute(55), receivedAt: atMinute(71) }));
    expect(recovery?.map(({ fact, cause }) => [fact, cause])).toContainEqual(['recovered', 'moved']);
    story.hear(100, customerMessage({ id: 'm-2', sentAt: atMinute(100), receivedAt: atMinute(100) }));
    expect(swept(story, 100, 300)).toEqual([
      '105 breached resolution 2',
      '105 escalated resolution 1',
      '115 escalated resolution 2',
    ]);
    const facts = story.images.flatMap((each) => factsOf({ kind: 'written', ...each }));
    const taken = facts.filter(({ type }) => type === 'sla.escalated');
    expect(taken.map(({ data }) => [data['step'], data['breach']])).toEqual([
      [0, undefined],
      [1, 1],
      [2, 1],
      [1, 2],
      [2, 2],
    ]);
    expect(new Set(taken.map(({ key }) => key)).size).toBe(5);
    // The second breach is told as one for which nothing was done yet after the warning.
    expect(facts.filter(({ type }) => type === 'sla.breached').at(-1)?.data).toMatchObject({ step: 0 });
  });

  it('is raised once by a clock that is broken again, and stays handed on after a recovery', () => {
    const escalation: SlaBook['policy']['escalation'] = [
      { on: 'breached', notify: 'lead', raisePriority: true, reassignTo: 'night' },
    ];
    const resolution = (minutes: number) => bookOf({ resolution: { minutes } }, escalation);
    const story = opened(resolution(60));
    swept(story, 0, 60);
    expect(story.rule(61, resolution(90))?.map(({ fact, cause }) => [fact, cause])).toEqual([['recovered', 'moved']]);
    expect(story.ticket).toMatchObject({ assignee: 'night', assessment: { priority: 'P2', raised: 1 } });
    expect(swept(story, 61, 200)).toEqual(['90 breached resolution 2', '90 escalated resolution 0']);
    expect(story.ticket.assessment).toMatchObject({ priority: 'P2', raised: 1 });
  });

  it('stops when the clock is done', () => {
    const story = opened(book);
    swept(story, 0, 60);
    story.hear(70, brandMessage({ sentAt: atMinute(70) }));
    expect(swept(story, 71, 300)).toEqual([]);
  });
});
