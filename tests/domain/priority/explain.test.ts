import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PRIORITY_POLICY as POLICY } from '#domain/priority/default-policy.ts';
import { explain } from '#domain/priority/explain.ts';
import { PRIORITIES } from '#domain/sla.ts';
import { atMinute } from '#tests/support/messages.ts';
import { anyInputs, inputsOf, saying } from '#tests/support/priorities.ts';

const HOUR = 60;

describe('an explanation', () => {
  it('names the finding, its bound and the message behind every factor', () => {
    const said = [
      saying({ id: 'first', urgency: 'high', intent: 'outage', followers: 100_000 }),
      saying({ id: 'second', sentAt: atMinute(1), sentiment: 'negative', unsure: ['sentiment'] }),
    ];
    const { factors } = explain(inputsOf({ said, tier: 'plus', unanswered: 2 }), POLICY);
    expect(factors).toEqual([
      { name: 'urgency', points: 25, bound: 40, because: 'high', messageId: 'first' },
      { name: 'sentiment', points: 10, bound: 20, because: 'negative', messageId: 'second', unsure: true },
      { name: 'intent', points: 18, bound: 25, because: 'outage', messageId: 'first' },
      { name: 'reach', points: 7, bound: 10, because: '100000 followers', messageId: 'first' },
      { name: 'engagement', points: 0, bound: 8, because: '0 reactions', messageId: 'second' },
      { name: 'tier', points: 4, bound: 10, because: 'plus' },
      { name: 'repeated_contact', points: 3, bound: 12, because: '2 unanswered, back 0 times' },
      { name: 'waiting', points: 0, bound: 40, because: 'nobody waits' },
      { name: 'window_closing', points: 0, bound: 20, because: 'no window' },
    ]);
  });

  it('says the least that would raise or lower the priority, and what time will do', () => {
    const plain = saying({ sentiment: 'neutral', urgency: 'normal', intent: 'other' });
    const waiting = inputsOf({ said: [plain], waitingSince: atMinute(0), at: atMinute(5 * HOUR) });
    const { priority, raisedBy, loweredBy, changes } = explain(waiting, POLICY);
    expect(priority).toBe('P3');
    expect(raisedBy).toEqual([
      { factor: 'urgency', because: 'critical', points: 40, priority: 'P2' },
      { factor: 'intent', because: 'safety', points: 25, priority: 'P2' },
      { factor: 'waiting', because: '2160 minutes or more', points: 30, priority: 'P2' },
    ]);
    expect(loweredBy).toEqual([
      { factor: 'urgency', because: 'low', points: 0, priority: 'P4' },
      { factor: 'sentiment', because: 'positive', points: 0, priority: 'P4' },
      { factor: 'intent', because: 'feedback', points: 2, priority: 'P4' },
      { factor: 'waiting', because: '120 minutes or more', points: 2, priority: 'P4' },
    ]);
    expect(changes).toEqual({ at: atMinute(36 * HOUR), priority: 'P2' });
  });

  it('tells that an answer, or the end of a window, lets a priority fall', () => {
    const plain = saying({ sentiment: 'neutral', urgency: 'normal', intent: 'other' });
    const pressing = inputsOf({
      said: [plain],
      waitingSince: atMinute(0),
      at: atMinute(23 * HOUR),
      replyWindowClosesAt: atMinute(23 * HOUR + 30),
    });
    const { priority, changes } = explain(pressing, POLICY);
    expect([priority, changes]).toEqual(['P2', { at: atMinute(23 * HOUR + 30), priority: 'P3' }]);
  });

  it('keeps its word: every alternative is another priority, and no factor counts more than its bound', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { factors, priority, raisedBy, loweredBy } = explain(inputs, POLICY);
        for (const { points, bound } of factors) expect(points).toBeLessThanOrEqual(bound);
        const ranks = (all: typeof raisedBy) => all.map((each) => PRIORITIES.indexOf(each.priority));
        expect(ranks(raisedBy).every((rank) => rank < PRIORITIES.indexOf(priority))).toBe(true);
        expect(ranks(loweredBy).every((rank) => rank > PRIORITIES.indexOf(priority))).toBe(true);
      }),
    );
  });

  it('keeps its word: a tier named there leads where it says', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { raisedBy, loweredBy } = explain(inputs, POLICY);
        for (const { because, priority } of [...raisedBy, ...loweredBy].filter(({ factor }) => factor === 'tier')) {
          const tier = because === 'no tier' ? undefined : because;
          expect(explain({ ...inputs, tier }, POLICY).priority).toBe(priority);
        }
      }),
    );
  });
});
