import { describe, expect, it } from 'vitest';
import type { Deed, Entry, MessageRef } from '#domain/entry.ts';
import type { AnswerPromise } from '#domain/promise/answer-promise.ts';
import { graded, standingOf } from '#domain/promise/grading.ts';
import { tallyPromises } from '#domain/promise/tally.ts';
import { atMinute } from '#tests/support/messages.ts';

const promise: AnswerPromise = {
  ticketId: 'ticket-1',
  episode: 1,
  account: 'messenger:100',
  day: '2026-03-02',
  askedAt: atMinute(0),
  madeAt: atMinute(1),
  expected: { kind: 'within', minutes: 60, until: atMinute(61), zone: 'UTC' },
  ahead: 0,
  staff: 1,
  handlingMinutes: 10,
};

let revision = 0;
const entryOf = (deed: Deed): Entry => ({
  id: 'e',
  revision: ++revision,
  at: atMinute(0),
  by: { kind: 'system' },
  deed,
});
const out = (minute: number, given: Partial<MessageRef> = {}): MessageRef => ({
  id: `out-${minute}`,
  direction: 'out',
  sentAt: atMinute(minute),
  ...given,
});
const sent = (message: MessageRef, replyId = 'reply-1') => entryOf({ type: 'reply_sent', replyId, message });
const echo = (message: MessageRef) => entryOf({ type: 'heard', messages: [message] });
const told = sent(out(2, { by: 'automation', acknowledgement: true }), 'acknowledgement-ticket-1-1');

describe('a promise is graded', () => {
  it.each<[string, Entry[], AnswerPromise['outcome']]>([
    ['not at all before an answer', [told], undefined],
    ['kept by an answer in time', [told, sent(out(60))], 'kept'],
    ['kept at the very instant', [told, sent(out(61))], 'kept'],
    ['broken by one that came later', [told, sent(out(62))], 'broken'],
    ['kept by an answer in the platform’s own app', [told, echo(out(30))], 'kept'],
    ['by the earliest answer, whatever was heard first', [told, sent(out(70)), echo(out(50))], 'kept'],
    ['not by automation', [told, sent(out(20, { by: 'automation' }))], undefined],
    ['not by what was said before the question', [told, echo(out(-5))], undefined],
    ['not by the customer', [told, echo(out(20, { direction: 'in' }))], undefined],
  ])('%s', (_, history, outcome) => {
    expect(graded(promise, history)).toMatchObject({ toldAt: atMinute(2), outcome });
  });

  it('the same way again', () => {
    const history = [told, sent(out(62))];
    expect(graded(graded(promise, history), history)).toEqual(graded(promise, history));
  });
});

describe('promises are counted', () => {
  const kept = graded(promise, [told, sent(out(30))]);
  const broken = graded(promise, [told, sent(out(90))]);
  const silent = graded(promise, [told]);

  it('as broken once their time is over without an answer, and as nothing when nobody was told', () => {
    expect([61, 62].map((minute) => standingOf(silent, atMinute(minute)))).toEqual(['open', 'broken']);
    expect(standingOf(graded(promise, [sent(out(30))]), atMinute(90))).toBe('untold');
  });

  it('by account and day, with the share that was kept', () => {
    const other = { ...silent, account: 'x:1' };
    expect(tallyPromises([kept, other, broken, kept, promise], atMinute(10))).toEqual([
      { account: 'messenger:100', day: '2026-03-02', told: 3, kept: 2, broken: 1, open: 0, keptShare: 2 / 3 },
      { account: 'x:1', day: '2026-03-02', told: 1, kept: 0, broken: 0, open: 1 },
    ]);
  });
});
