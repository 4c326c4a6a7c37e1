import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { DEFAULT_PRIORITY_POLICY as POLICY } from '#domain/priority/default-policy.ts';
import { explain } from '#domain/priority/explain.ts';
import { FACTOR_NAMES, type FactorName } from '#domain/priority/factor.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';
import { judge } from '#domain/priority/judge.ts';
import { PRIORITIES } from '#domain/sla.ts';
import { atMinute } from '#tests/support/messages.ts';
import { anyInputs } from '#tests/support/priorities.ts';

/** What holds of any priority, whatever was said. */

const of = (inputs: PriorityInputs) => judge(inputs, POLICY);
const rank = (inputs: PriorityInputs) => -PRIORITIES.indexOf(of(inputs).priority);
const DAY = 24 * 60;

/** The score and the priority after a change that makes the matter more pressing are no lower than before. */
function expectNoLower(before: PriorityInputs, after: PriorityInputs): void {
  expect(of(after).score).toBeGreaterThanOrEqual(of(before).score);
  expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
}

/** The inputs with one of their messages changed. */
function withOne(inputs: PriorityInputs, pick: number, change: (one: Said) => Partial<Said>): PriorityInputs {
  const said = inputs.said.map((one, index) =>
    index === pick % inputs.said.length ? { ...one, ...change(one) } : one,
  );
  return { ...inputs, said };
}

const next = <T>(values: readonly T[], value: T): T =>
  values[Math.min(values.length - 1, values.indexOf(value) + 1)] ?? value;
const WORSE = [...SENTIMENTS].reverse();

/** One step towards more pressing, factor by factor. */
const STEPS: Readonly<Record<FactorName, (inputs: PriorityInputs, pick: number) => PriorityInputs>> = {
  urgency: (inputs, pick) => withOne(inputs, pick, ({ urgency }) => ({ urgency: next(URGENCIES, urgency) })),
  sentiment: (inputs, pick) => withOne(inputs, pick, ({ sentiment }) => ({ sentiment: next(WORSE, sentiment) })),
  intent: (inputs, pick) =>
    withOne(inputs, pick, ({ flags = [] }) => ({ flags: [...new Set([...flags, 'safety' as const])] })),
  reach: (inputs, pick) =>
    withOne(inputs, pick, ({ followers = 0 }) => ({ followers: followers * 3 + 1, verified: true })),
  engagement: (inputs, pick) => withOne(inputs, pick, ({ engagement = 0 }) => ({ engagement: engagement * 3 + 1 })),
  tier: (inputs) => ({ ...inputs, tier: 'vip' }),
  repeated_contact: (inputs) => ({ ...inputs, unanswered: inputs.unanswered + 1, returns: inputs.returns + 1 }),
  waiting: (inputs, pick) => ({
    ...inputs,
    waitingSince: new Date(Date.parse(inputs.waitingSince ?? inputs.at) - pick * 3_600_000).toISOString(),
  }),
  window_closing: (inputs) => ({ ...inputs, replyWindowClosesAt: new Date(Date.parse(inputs.at) + 1).toISOString() }),
};

describe('a score', () => {
  it('is the sum of its factors, each named once and within its bound', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { score, factors } = explain(inputs, POLICY);
        expect(factors.map(({ name }) => name)).toEqual([...FACTOR_NAMES]);
        expect(score).toBe(factors.reduce((sum, { points }) => sum + points, 0));
        for (const { points, bound } of factors)
          expect(points >= 0 && points <= bound && Number.isInteger(points)).toBe(true);
      }),
    );
  });

  it.each(FACTOR_NAMES)('never falls when the matter becomes more pressing by %s', (name) => {
    fc.assert(
      fc.property(anyInputs, fc.nat(50), (inputs, pick) => {
        // Whoever did not wait had no window to mind.
        const before = name === 'waiting' ? { ...inputs, replyWindowClosesAt: undefined } : inputs;
        expectNoLower(before, STEPS[name](before, pick));
      }),
    );
  });

  it('is the same for the same inputs, whatever the order of the messages and the copies made of them', () => {
    const shuffled = anyInputs.chain((inputs) =>
      fc.tuple(fc.constant(inputs), fc.shuffledSubarray(inputs.said, { minLength: inputs.said.length })),
    );
    fc.assert(
      fc.property(shuffled, ([inputs, said]) => {
        expect(of({ ...structuredClone(inputs), said })).toEqual(of(inputs));
      }),
    );
  });

  it('names other inputs by another hash', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        expect(of({ ...inputs, returns: inputs.returns + 1 }).inputsHash).not.toBe(of(inputs).inputsHash);
      }),
    );
  });
});

describe('time', () => {
  it('leaves nobody behind: whoever waits two days is at least P2', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const waiting = { ...inputs, waitingSince: atMinute(0), at: atMinute(2 * DAY) };
        expect(rank(waiting)).toBeGreaterThanOrEqual(-PRIORITIES.indexOf('P2'));
      }),
    );
  });

  it('makes nobody P1 by waiting alone, and moves no promise', () => {
    fc.assert(
      fc.property(anyInputs, fc.nat(60 * DAY), (inputs, minutes) => {
        const open = { ...inputs, replyWindowClosesAt: undefined };
        const before = of({ ...open, waitingSince: undefined });
        const after = of({ ...open, waitingSince: atMinute(0), at: atMinute(minutes) });
        expect(after.promise).toBe(before.priority);
        if (after.priority === 'P1') expect(before.priority).toBe('P1');
      }),
    );
  });

  it('changes the priority exactly when it was told', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const change = of(inputs).changes;
        const until = change ? Date.parse(change.at) : Date.parse(inputs.at) + 60 * DAY * 60_000;
        const now = of(inputs).priority;
        for (const share of [0, 0.25, 0.5, 0.75, 1]) {
          const at = Math.max(
            Date.parse(inputs.at),
            Math.floor(Date.parse(inputs.at) + (until - Date.parse(inputs.at)) * share) - 1,
          );
          expect(of({ ...inputs, at: new Date(at).toISOString() }).priority).toBe(now);
        }
        if (change) expect(of({ ...inputs, at: change.at }).priority).toBe(change.priority);
        if (change) expect(change.priority).not.toBe(now);
      }),
    );
  });

  it('counts by asOf alone: at that instant the score, the factors and the hash are the same', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const judged = of(inputs);
        if (judged.asOf === undefined) return;
        const then = of({ ...inputs, at: judged.asOf });
        expect(then).toEqual(judged);
      }),
    );
  });
});
