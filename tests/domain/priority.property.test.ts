import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { FACTOR_NAMES, PRIORITY_POLICY, prioritise } from '#domain/priority.ts';
import type { Reading } from '#domain/reading.ts';
import { atMinute } from '#tests/support/messages.ts';

const gist = fc.record({
  sentiment: fc.constantFrom(...SENTIMENTS),
  urgency: fc.constantFrom(...URGENCIES),
  intent: fc.constantFrom(...INTENTS),
  followers: fc.option(fc.nat(500_000_000), { nil: undefined }),
});
const readings = fc
  .array(gist, { maxLength: 10 })
  .map((all) => all.map((each, index): Reading => ({ id: `m-${index}`, sentAt: atMinute(index), ...each })));

describe('the priority score', () => {
  it('is the sum of its factors, each bounded and named once', () => {
    fc.assert(
      fc.property(readings, (all) => {
        const { score, factors } = prioritise(all);
        expect(factors.map(({ name }) => name)).toEqual([...FACTOR_NAMES]);
        expect(score).toBe(factors.reduce((sum, { points }) => sum + points, 0));
        for (const { points } of factors) expect(points >= 0 && points <= 40).toBe(true);
      }),
    );
  });

  it('is the same for the same readings', () => {
    fc.assert(
      fc.property(readings, (all) => {
        expect(prioritise(all)).toEqual(prioritise(structuredClone(all)));
      }),
    );
  });

  it('never falls when a message becomes more urgent or reaches more people', () => {
    fc.assert(
      fc.property(readings, fc.nat(9), (all, pick) => {
        const target = all[pick % Math.max(1, all.length)];
        if (!target) return;
        const with_ = (change: Partial<Reading>) =>
          prioritise(all.map((each) => (each === target ? { ...each, ...change } : each)));
        expect(with_({ urgency: 'critical' }).score).toBeGreaterThanOrEqual(prioritise(all).score);
        expect(with_({ followers: (target.followers ?? 0) * 10 + 10 }).score).toBeGreaterThanOrEqual(
          prioritise(all).score,
        );
      }),
    );
  });

  it('caps reach: a hundred million followers weigh as much as a million', () => {
    const of = (followers: number) =>
      prioritise([
        { id: 'm', sentAt: atMinute(0), sentiment: 'neutral', urgency: 'normal', intent: 'other', followers },
      ]).score;
    expect(of(100_000_000)).toBe(of(1_000_000));
    expect(of(1_000_000) - of(0)).toBe(PRIORITY_POLICY.reach.max);
  });

  it('puts a safety emergency first', () => {
    const emergency: Reading = {
      id: 'm',
      sentAt: atMinute(0),
      sentiment: 'negative',
      urgency: 'critical',
      intent: 'safety',
    };
    expect(prioritise([emergency]).priority).toBe('P1');
    expect(prioritise([]).priority).toBe('P4');
  });
});
