import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import {
  answered,
  asked,
  clocksAt,
  hears,
  historyOf,
  judges,
  moves,
  promising,
  takesBack,
} from '#tests/support/histories.ts';
import { atMinute } from '#tests/support/messages.ts';

const policy = promising({ firstResponse: {}, nextResponse: { minutes: 30 } });

/** Each response as `clock/cycle start-end state`. */
function told(entries: readonly Entry[], minute = 1000, given = policy): string[] {
  const at = (time: string | undefined) => (time ? (Date.parse(time) - Date.parse(atMinute(0))) / 60_000 : '');
  return clocksAt(minute, entries, { policy: given }).map(
    ({ clock, cycle, startedAt, doneAt, endedAt, state }) =>
      `${clock}/${cycle} ${at(startedAt)}-${at(doneAt ?? endedAt)} ${state}`,
  );
}

describe('responses', () => {
  it('are a first one and a next one for each question after an answer', () => {
    const history = historyOf(
      hears(0, [asked('q1', 0)]),
      hears(5, [asked('q2', 5)]),
      hears(10, [answered('a1', 10)], 'pending'),
      hears(20, [asked('q3', 20)], 'open'),
      hears(25, [answered('a2', 25)], 'pending'),
      hears(26, [answered('a3', 26)]),
      hears(30, [asked('q4', 30)], 'open'),
    );
    expect(told(history, 31)).toEqual([
      'firstResponse/1 0-10 met',
      'nextResponse/2 20-25 met',
      'nextResponse/3 30- running',
    ]);
  });

  it('are the same whatever the order in which they were heard', () => {
    const one = historyOf(hears(40, [asked('q1', 0), answered('a1', 10), asked('q2', 20), answered('a2', 30)]));
    const other = historyOf(
      hears(40, [answered('a2', 30)], 'pending'),
      hears(40, [asked('q2', 20)], 'open'),
      hears(40, [answered('a1', 10)]),
      hears(40, [asked('q1', 0)]),
    );
    expect(told(other)).toEqual(told(one));
  });

  it('are not given by an answer that was sent before the question', () => {
    expect(told(historyOf(hears(20, [answered('a1', 5), asked('q1', 10)])), 20)).toEqual([
      'firstResponse/1 10- running',
    ]);
  });

  it('are done at the very start when the question came late and its answer was there', () => {
    const late = asked('q1', 0, { startsAt: atMinute(3000) });
    const history = historyOf(hears(10, [answered('a1', 10)], 'pending'), hears(3000, [late], 'open'));
    expect(told(history, 3000)).toEqual(['firstResponse/1 3000-3000 met']);
  });

  it('run from its receipt for what was found late, and say so', () => {
    const late = asked('q1', 0, { startsAt: atMinute(3000) });
    expect(clocksAt(3001, historyOf(hears(3000, [late])), { policy })).toMatchObject([
      { startedAt: atMinute(3000), startedBy: 'q1', late: true, state: 'running', dueAt: atMinute(3060) },
    ]);
  });

  it('are given by a person, and never by an acknowledgement', () => {
    const history = historyOf(
      hears(0, [asked('q1', 0)]),
      hears(1, [answered('thanks', 1, { by: 'automation', acknowledgement: true })]),
      hears(2, [answered('robot', 2, { by: 'automation' })]),
      hears(9, [answered('person', 9)], 'pending'),
    );
    expect(told(history)).toEqual(['firstResponse/1 0-9 met']);
    expect(told(history, 1000, { ...policy, automationAnswers: true })).toEqual(['firstResponse/1 0-2 met']);
  });

  it('were given by automation when we say so after its echo was heard', () => {
    const sent = answered('a1', 3, { by: 'automation' });
    const by = { kind: 'automation', id: 'bot' } as const;
    const history = historyOf(hears(0, [asked('q1', 0)]), hears(4, [answered('a1', 3)], 'pending'), {
      at: atMinute(5),
      by,
      deed: { type: 'reply_sent', replyId: 'r', message: sent },
    });
    expect(told(history, 6)).toEqual(['firstResponse/1 0- running']);
  });

  it('end unanswered when the ticket is resolved, and are answered after all when an earlier answer is heard of', () => {
    const resolved = [hears(0, [asked('q1', 0)]), moves(30, 'new', 'resolved')] as const;
    expect(told(historyOf(...resolved))).toEqual(['firstResponse/1 0-30 ended']);
    expect(told(historyOf(...resolved, hears(31, [answered('a1', 20)])))).toEqual(['firstResponse/1 0-20 met']);
    expect(told(historyOf(...resolved, hears(41, [answered('a1', 40)])))).toEqual(['firstResponse/1 0-30 ended']);
  });

  it('end as broken when they were due before the resolution', () => {
    expect(told(historyOf(hears(0, [asked('q1', 0)]), moves(90, 'new', 'resolved')))).toEqual([
      'firstResponse/1 0-90 breached',
    ]);
  });

  it('begin anew, and are counted anew, in each episode', () => {
    const history = historyOf(
      hears(0, [asked('q1', 0)]),
      hears(10, [answered('a1', 10)], 'pending'),
      moves(20, 'pending', 'resolved'),
      hears(50, [asked('q2', 15)], 'open'),
      hears(60, [answered('a2', 60)], 'pending'),
    );
    expect(told(history)).toEqual(['firstResponse/1 0-10 met', 'firstResponse/1 15-60 met']);
    expect(clocksAt(61, history, { policy }).map(({ episode }) => episode)).toEqual([1, 2]);
  });

  it('are not asked for on a spam ticket', () => {
    const history = historyOf(hears(0, [asked('q1', 0)]), moves(10, 'new', 'spam'), hears(20, [asked('q2', 20)]));
    expect(told(history)).toEqual(['firstResponse/1 0-10 ended']);
  });
});

describe('a message taken back', () => {
  it('ends what it alone started, neither met nor broken', () => {
    const history = historyOf(hears(0, [asked('q1', 0)]), takesBack(20, 'q1'));
    expect(told(history)).toEqual(['firstResponse/1 0-20 ended']);
  });

  it('leaves a breach that came before', () => {
    expect(told(historyOf(hears(0, [asked('q1', 0)]), takesBack(61, 'q1')))).toEqual(['firstResponse/1 0-61 breached']);
  });

  it('leaves the next message of its cycle to start the clock', () => {
    const history = historyOf(hears(0, [asked('q1', 0)]), hears(10, [asked('q2', 10)]), takesBack(20, 'q1'));
    expect(told(history, 30)).toEqual(['firstResponse/1 10- running']);
  });

  it('leaves what was done, and counts nothing anew', () => {
    const history = historyOf(
      hears(0, [asked('q1', 0)]),
      hears(10, [answered('a1', 10)], 'pending'),
      takesBack(15, 'q1'),
      hears(20, [asked('q2', 20)], 'open'),
    );
    expect(told(history, 21)).toEqual(['firstResponse/1 0-10 met', 'nextResponse/2 20- running']);
  });

  it('moves nothing when the clock is over', () => {
    const both = [hears(0, [asked('q1', 0)]), hears(50, [asked('q2', 50)])] as const;
    const answeredLate = hears(70, [answered('a1', 70)], 'pending');
    expect(told(historyOf(...both, answeredLate, takesBack(80, 'q1')))).toEqual(['firstResponse/1 0-70 breached']);
    expect(told(historyOf(...both, moves(70, 'new', 'resolved'), takesBack(80, 'q1')))).toEqual([
      'firstResponse/1 0-70 breached',
    ]);
  });

  it('is no answer when it is the brand who takes its own back', () => {
    const history = historyOf(hears(0, [asked('q1', 0)]), hears(5, [answered('a1', 5)], 'pending'), takesBack(6, 'a1'));
    expect(told(history)).toEqual(['firstResponse/1 0-5 met']);
  });
});

describe('a target', () => {
  const byPriority = {
    ...policy,
    rules: (['P1', 'P4'] as const).map((priority) => ({
      when: { priority: [priority] },
      targets: {
        firstResponse: { minutes: priority === 'P1' ? 15 : 480, calendar: 'round_the_clock', warn: [], pauseOn: [] },
      },
    })),
  };
  const opened = [judges(0, 'P4'), hears(0, [asked('q1', 0)])] as const;

  it('follows the priority while somebody waits', () => {
    const history = historyOf(...opened, judges(5, 'P1'));
    expect(clocksAt(6, history, { policy: byPriority })).toMatchObject([{ dueAt: atMinute(15), rule: 0 }]);
  });

  it('is that of the time when it was done: a later judgement concerns what comes later', () => {
    const history = historyOf(...opened, hears(100, [answered('a1', 100)], 'pending'), judges(200, 'P1'));
    expect(clocksAt(300, history, { policy: byPriority })).toMatchObject([{ state: 'met', dueAt: atMinute(480) }]);
  });
});
