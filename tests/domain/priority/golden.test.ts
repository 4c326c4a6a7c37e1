import { describe, expect, it } from 'vitest';
import { fnv64 } from '#domain/fnv64.ts';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';
import { judge } from '#domain/priority/judge.ts';
import { atMinute } from '#tests/support/messages.ts';
import { inputsOf, saying } from '#tests/support/priorities.ts';

/** What `priority-2` makes of these inputs, for ever: a figure that changes here needs a new version, not a new figure. */

const HOUR = 60;
const one = (given: Partial<Said>, beside: Partial<PriorityInputs> = {}) =>
  inputsOf({ said: [saying(given)], ...beside });
const waited = (minutes: number) => ({ waitingSince: atMinute(0), at: atMinute(minutes) });
const plain = { sentiment: 'neutral', urgency: 'normal', intent: 'other' } as const;
const two = (first: Partial<Said>, second: Partial<Said>, beside: Partial<PriorityInputs> = {}) =>
  inputsOf({ said: [saying(first), saying({ id: 'm-2', sentAt: atMinute(1), ...second })], ...beside });

/** Priority, promise and score; what counted; the hash of the inputs. */
type Expected = readonly [string, string, string];

const cases: readonly (readonly [string, PriorityInputs, Expected])[] = [
  ['nothing said', inputsOf({ said: [] }), ['P4 P4 0', '', '3522790ab875a351']],
  ['praise', one({}), ['P4 P4 0', '', '7425d77e685c8bab']],
  ['a plain remark', one(plain), ['P4 P4 16', 'urgency 8, sentiment 5, intent 3', '8da29bfd995d7842']],
  [
    'a question',
    one({ ...plain, intent: 'how_to' }),
    ['P4 P4 18', 'urgency 8, sentiment 5, intent 5', '412a9e30ed4e5b0e'],
  ],
  [
    'a delivery that is late',
    one({ sentiment: 'negative', urgency: 'normal', intent: 'delivery' }),
    ['P3 P3 33', 'urgency 8, sentiment 15, intent 10', 'cec9a71cd7b4ea08'],
  ],
  [
    'an outage',
    one({ sentiment: 'negative', urgency: 'high', intent: 'outage' }),
    ['P2 P2 58', 'urgency 25, sentiment 15, intent 18', '4c5f1e2030cfc3e8'],
  ],
  [
    'a fire',
    one({ sentiment: 'negative', urgency: 'critical', intent: 'safety' }),
    ['P1 P1 80', 'urgency 40, sentiment 15, intent 25', 'c5d502af6dbe7874'],
  ],
  [
    'a fire in thanks',
    one({ urgency: 'critical', intent: 'praise', flags: ['safety'] }),
    ['P1 P1 65', 'urgency 40, intent 25', '2685f1c4cc4a4a2f'],
  ],
  [
    'mockery',
    one({ sentiment: 'positive', urgency: 'normal', intent: 'complaint', flags: ['sarcasm'] }),
    ['P3 P3 30', 'urgency 8, sentiment 12, intent 10', '2c9fc495d3c77204'],
  ],
  [
    'a threat to leave',
    one({ sentiment: 'negative', urgency: 'normal', intent: 'feedback', flags: ['threat_to_leave'] }),
    ['P3 P3 35', 'urgency 8, sentiment 15, intent 12', '2cc5f4e821287f8a'],
  ],
  [
    'unsure of everything',
    one({ sentiment: 'negative', urgency: 'critical', intent: 'fraud', unsure: ['sentiment', 'urgency', 'intent'] }),
    ['P2 P2 47', 'urgency 24, sentiment 10, intent 13', '181ad394a90a1ef4'],
  ],
  ['unsurely content', one({ unsure: ['sentiment'] }), ['P4 P4 3', 'sentiment 3', '360e67c2548ae03e']],
  [
    'angry, then calm',
    two({ sentiment: 'negative', urgency: 'high', intent: 'billing' }, plain),
    ['P2 P2 42', 'urgency 25, sentiment 5, intent 12', 'fcee6237d9973213'],
  ],
  [
    'angry, and still',
    two({ sentiment: 'negative', urgency: 'high', intent: 'billing' }, { ...plain, sentiment: 'negative' }),
    ['P2 P2 57', 'urgency 25, sentiment 20, intent 12', '068d3c13edee1729'],
  ],
  [
    'ten thousand followers',
    one({ ...plain, followers: 10_000 }),
    ['P4 P4 19', 'urgency 8, sentiment 5, intent 3, reach 3', '67c8cd7ac884e4ce'],
  ],
  [
    'a million followers',
    one({ ...plain, followers: 1_000_000 }),
    ['P3 P3 26', 'urgency 8, sentiment 5, intent 3, reach 10', 'e24b52edc0d6be0e'],
  ],
  [
    'a hundred million followers',
    one({ ...plain, followers: 100_000_000, verified: true }),
    ['P3 P3 26', 'urgency 8, sentiment 5, intent 3, reach 10', '557be22ef5a6c8a0'],
  ],
  [
    'a million followers in private',
    one({ ...plain, followers: 1_000_000 }, { visibility: 'private' }),
    ['P4 P4 16', 'urgency 8, sentiment 5, intent 3', '94b91a8aa39635d8'],
  ],
  [
    'a journalist in private',
    one({ ...plain, flags: ['press'] }, { visibility: 'private' }),
    ['P3 P3 24', 'urgency 8, sentiment 5, intent 3, reach 8', '68219abe83adad26'],
  ],
  [
    'a thread that spreads',
    one({ ...plain, engagement: 2_500 }),
    ['P3 P3 22', 'urgency 8, sentiment 5, intent 3, engagement 6', '83a45b54b7cca702'],
  ],
  [
    'a premium customer',
    one(plain, { tier: 'premium' }),
    ['P3 P3 24', 'urgency 8, sentiment 5, intent 3, tier 8', 'a40f5660c8f9ce05'],
  ],
  [
    'a tier unheard of',
    one(plain, { tier: 'platinum' }),
    ['P4 P4 16', 'urgency 8, sentiment 5, intent 3', '6fcc4af43e0002b4'],
  ],
  [
    'three times unanswered',
    one(plain, { unanswered: 3 }),
    ['P3 P3 22', 'urgency 8, sentiment 5, intent 3, repeated_contact 6', 'a09e8ec3a7f2f928'],
  ],
  [
    'back for the second time',
    one(plain, { returns: 2 }),
    ['P3 P3 24', 'urgency 8, sentiment 5, intent 3, repeated_contact 8', '21160d4c8ae26860'],
  ],
  [
    'many times and back',
    one(plain, { unanswered: 9, returns: 9 }),
    ['P3 P3 28', 'urgency 8, sentiment 5, intent 3, repeated_contact 12', 'bddf426b263708f1'],
  ],
  [
    'waited four hours',
    one(plain, waited(4 * HOUR)),
    ['P3 P4 20', 'urgency 8, sentiment 5, intent 3, waiting 4', '80b58864e21d6bc6'],
  ],
  [
    'waited a day and a half',
    one(plain, waited(36 * HOUR)),
    ['P2 P4 46', 'urgency 8, sentiment 5, intent 3, waiting 30', 'd5d485fccccf46b7'],
  ],
  ['praise that waited two days', one({}, waited(48 * HOUR)), ['P2 P4 40', 'waiting 40', '1d88f71b906daad7']],
  [
    'waited a month',
    one({ ...plain, urgency: 'high', sentiment: 'negative' }, waited(30 * 24 * HOUR)),
    ['P2 P2 83', 'urgency 25, sentiment 15, intent 3, waiting 40', '6e10a17de8cd795b'],
  ],
  [
    'an hour before the window shuts',
    one(plain, { ...waited(23 * HOUR), replyWindowClosesAt: atMinute(24 * HOUR) }),
    ['P2 P4 48', 'urgency 8, sentiment 5, intent 3, waiting 12, window_closing 20', 'f83d1da0d9aefdc3'],
  ],
  [
    'after the window has shut',
    one(plain, { ...waited(24 * HOUR), replyWindowClosesAt: atMinute(24 * HOUR) }),
    ['P3 P4 36', 'urgency 8, sentiment 5, intent 3, waiting 20', 'ccd8a805b6582348'],
  ],
  [
    'a window, nobody waiting',
    one(plain, { at: atMinute(23 * HOUR), replyWindowClosesAt: atMinute(24 * HOUR) }),
    ['P4 P4 16', 'urgency 8, sentiment 5, intent 3', '22f3614736ea8c0d'],
  ],
];

describe('the scores of priority-2', () => {
  it.each(cases)('%s', (_, inputs, expected) => {
    const { priority, promise, score, factors, inputsHash } = judge(inputs, DEFAULT_PRIORITY_POLICY);
    const made = factors.filter(({ points }) => points > 0).map(({ name, points }) => `${name} ${points}`);
    expect([`${priority} ${promise} ${score}`, made.join(', '), inputsHash]).toEqual(expected);
  });

  it('are those of the policy as it shipped', () => {
    expect(DEFAULT_PRIORITY_POLICY.version).toBe('priority-2');
    expect(fnv64(JSON.stringify(DEFAULT_PRIORITY_POLICY))).toBe('5d6a5c3eb6708c61');
  });
});

describe('the hash', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of "%s" is that of the published test vectors', (text, hash) => {
    expect(fnv64(text)).toBe(hash);
  });
});
