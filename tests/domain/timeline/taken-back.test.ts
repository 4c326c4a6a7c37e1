import { describe, expect, it } from 'vitest';
import { answered, asked, clocksAt, hears, historyOf, moves, promising, takesBack } from '#tests/support/histories.ts';
import { atMinute } from '#tests/support/messages.ts';

/** Customers who take everything back, one message after the other. */

const question = hears(0, [asked('q1', 0)]);

describe('messages taken back one after the other', () => {
  const history = historyOf(question, hears(50, [asked('q2', 50)]), takesBack(55, 'q1'), takesBack(70, 'q2'));

  it.each(['firstResponse', 'resolution'])('end %s as it stood: it began with what stood longest', (name) => {
    const policy = promising({ [name]: { minutes: 60 } });
    expect(clocksAt(69, history.slice(0, -1), { policy })).toMatchObject([
      { state: 'running', startedAt: atMinute(50), dueAt: atMinute(110) },
    ]);
    expect(clocksAt(500, history, { policy })).toMatchObject([
      { state: 'ended', startedAt: atMinute(50), startedBy: 'q2', endedAt: atMinute(70) },
    ]);
  });
});

describe('word from time to time', () => {
  const policy = promising({ periodicUpdate: { minutes: 30 } });

  it('is owed to nobody who has taken everything back, whatever is written later', () => {
    const history = historyOf(
      question,
      hears(10, [answered('a1', 10)]),
      takesBack(20, 'q1'),
      hears(40, [answered('a2', 40)]),
    );
    expect(clocksAt(500, history, { policy })).toMatchObject([{ cycle: 1, state: 'ended', endedAt: atMinute(20) }]);
  });
});

describe('the whole matter', () => {
  const policy = promising({ totalResolution: { minutes: 60 } });

  it('does not run again for an agent who reopens what was taken back', () => {
    const reopened = [moves(30, 'new', 'resolved'), moves(50, 'resolved', 'open')] as const;
    for (const history of [
      historyOf(question, takesBack(20, 'q1'), ...reopened),
      historyOf(question, reopened[0], takesBack(40, 'q1'), reopened[1]),
    ]) {
      const [clock] = clocksAt(500, history, { policy });
      expect(clock).toMatchObject({ episode: 2, state: 'ended' });
    }
  });

  it('runs again for one who reopens what stands', () => {
    const history = historyOf(question, moves(30, 'new', 'resolved'), moves(50, 'resolved', 'open'));
    expect(clocksAt(60, history, { policy })).toMatchObject([{ state: 'running', dueAt: atMinute(80) }]);
  });
});
