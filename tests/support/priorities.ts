import fc from 'fast-check';
import { FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';
import { atMinute } from '#tests/support/messages.ts';

/** Inputs of priorities: plain ones to vary by hand, and arbitrary ones. */

/** Something said that counts as little as anything can. */
export const saying = (given: Partial<Said> = {}): Said => ({
  id: 'm-1',
  sentAt: atMinute(0),
  sentiment: 'positive',
  urgency: 'low',
  intent: 'praise',
  ...given,
});

/** One message in public, just answered. */
export const inputsOf = (given: Partial<PriorityInputs> = {}): PriorityInputs => ({
  said: [saying()],
  visibility: 'public',
  unanswered: 1,
  returns: 0,
  at: atMinute(0),
  ...given,
});

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anySaying: fc.Arbitrary<Omit<Said, 'id' | 'sentAt'>> = fc.record({
  sentiment: fc.constantFrom(...SENTIMENTS),
  urgency: fc.constantFrom(...URGENCIES),
  intent: fc.constantFrom(...INTENTS),
  flags: maybe(some(FLAGS)),
  unsure: maybe(some(['sentiment', 'intent', 'urgency'] as const)),
  followers: maybe(fc.nat(500_000_000)),
  verified: maybe(fc.boolean()),
  engagement: maybe(fc.nat(1_000_000)),
});

const DAYS_5 = 5 * 24 * 60;
const anyMinute = fc.integer({ min: -DAYS_5, max: DAYS_5 }).map(atMinute);

/** Anything that may be asked: up to ten messages, some at the same instant. */
export const anyInputs: fc.Arbitrary<PriorityInputs> = fc.record({
  said: fc
    .array(fc.tuple(anySaying, fc.nat(5)), { maxLength: 10 })
    .map((all) => all.map(([one, minute], index): Said => ({ ...one, id: `m-${index}`, sentAt: atMinute(minute) }))),
  visibility: fc.constantFrom('public', 'private'),
  tier: maybe(fc.constantFrom('standard', 'plus', 'premium', 'vip', 'unheard-of')),
  unanswered: fc.nat(20),
  returns: fc.nat(10),
  waitingSince: maybe(anyMinute),
  replyWindowClosesAt: maybe(anyMinute),
  at: anyMinute,
});
