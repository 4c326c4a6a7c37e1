import { describe, expect, it } from 'vitest';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { isIdle, recompute } from '#domain/recompute.ts';
import { look } from '#domain/sweep.ts';
import type { Ticket } from '#domain/ticket.ts';
import { promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { openedTicket, ticketStory } from '#tests/support/tickets.ts';

/** A book whose policy can be edited under a story. */
function edited(minutes: number) {
  const book: { -readonly [Key in keyof SlaBook]: SlaBook[Key] } = {
    ...DEFAULT_SLA_BOOK,
    policy: promising({ firstResponse: { minutes, warn: [{ percent: 50 }] } }),
  };
  const change = (to: number) => {
    book.policy = { ...promising({ firstResponse: { minutes: to, warn: [{ percent: 50 }] } }), version: 'sla-edited' };
  };
  return { book, change };
}

const sweep = (story: ReturnType<typeof ticketStory>, minute: number) =>
  story.decide((ticket, book) => look(ticket, atMinute(minute), book))?.map(({ fact, number }) => `${fact} ${number}`);
const anew = (story: ReturnType<typeof ticketStory>, minute: number) =>
  story.decide((ticket) => ticket && recompute(ticket, { now: atMinute(minute), why: 'the policy was edited' }));

describe('clocks derived anew under another policy', () => {
  it('are due as it says, and warn no second time', () => {
    const { book, change } = edited(60);
    const story = ticketStory(book);
    story.hear(0, customerMessage());
    expect(sweep(story, 30)).toEqual(['warning 0']);
    change(100);
    expect(anew(story, 31)).toEqual([]);
    expect(story.ticket).toMatchObject({
      slaVersion: 'sla-edited',
      clocks: { firstResponse: { dueAt: atMinute(100) } },
    });
    expect(story.history.at(-1)).toMatchObject({ deed: { type: 'recomputed' }, why: 'the policy was edited' });
    expect(sweep(story, 60)).toBeUndefined();
    expect(sweep(story, 100)).toEqual(['breached 1']);
  });

  it('recover when they are due later than a breach that was told, and may be broken again, by another number', () => {
    const { book, change } = edited(60);
    const story = ticketStory(book);
    story.hear(0, customerMessage());
    sweep(story, 60);
    change(100);
    expect(anew(story, 61)).toMatchObject([{ fact: 'recovered', cause: 'moved', dueAt: atMinute(100) }]);
    expect(anew(story, 62)).toEqual([]);
    expect(sweep(story, 100)).toEqual(['breached 2']);
    expect(story.hear(110, brandMessage({ sentAt: atMinute(110) }))).toMatchObject([
      { fact: 'recovered', number: 2, cause: 'done' },
    ]);
  });

  it('tell nothing of what was over: a new promise concerns what goes on', () => {
    const { book, change } = edited(60);
    const story = ticketStory(book);
    story.hear(0, customerMessage());
    story.hear(40, brandMessage({ sentAt: atMinute(40) }));
    change(20);
    expect(anew(story, 50)).toEqual([]);
    expect(story.hear(55, customerMessage({ id: 'm-2', sentAt: atMinute(55) }))).toEqual([]);
  });
});

describe('deriving anew', () => {
  const derivedAnew = (before: Ticket): Ticket => ({
    ...before,
    revision: before.revision + 1,
    lastEntry: { ...before.lastEntry, deed: { type: 'recomputed' } },
  });

  it('is idle when nothing moves and nothing is told', () => {
    const ticket = openedTicket();
    expect(isIdle(ticket, derivedAnew(ticket))).toBe(true);
    expect(isIdle(ticket, { ...derivedAnew(ticket), clocks: {} })).toBe(false);
    expect(isIdle({ ...ticket, slaVersion: undefined }, derivedAnew(ticket))).toBe(false);
  });
});
