import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, SlaPolicy } from '#domain/policy/policy.ts';
import { unreachable } from '#domain/policy/reach.ts';
import { ruleFor, type Subject } from '#domain/policy/rules.ts';
import { PRIORITIES } from '#domain/sla.ts';

describe('rules that nothing can reach', () => {
  it.each<[string, Condition[], ReturnType<typeof unreachable>]>([
    ['none of a list by priority', PRIORITIES.map((priority) => ({ priority: [priority] })), []],
    ['what follows a rule for everything', [{}, { tier: ['gold'] }], [{ rule: 1, by: 0 }]],
    [
      'a narrower rule after a wider one',
      [{ tier: ['gold', 'silver'] }, { tier: ['gold'], priority: ['P1'] }],
      [{ rule: 1, by: 0 }],
    ],
    ['not a wider rule after a narrower one', [{ tier: ['gold'] }, { tier: ['gold', 'silver'] }], []],
    [
      'a rule for the rest, when the rules before have all priorities',
      [...PRIORITIES.map((priority) => ({ priority: [priority] })), {}],
      [{ rule: 4, by: undefined }],
    ],
    [
      'a rule for the rest, when the rules before have both visibilities',
      [{ visibility: 'public' }, { visibility: 'private' }, {}],
      [{ rule: 2, by: undefined }],
    ],
    ['not the rest of what has no end', [{ team: ['a'] }, { team: ['b'] }, {}], []],
    [
      'not what only one of two properties covers',
      [{ priority: ['P1'], tier: ['gold'] }, { priority: ['P1'] }, { tier: ['gold'] }],
      [],
    ],
    ['the same rule twice', [{ channel: ['x.mention'] }, { channel: ['x.mention'] }], [{ rule: 1, by: 0 }]],
  ])('%s', (_, conditions, expected) => {
    expect(unreachable(conditions)).toEqual(expected);
  });

  const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
  const condition = fc
    .record({
      priority: some(PRIORITIES),
      visibility: fc.constantFrom('public' as const, 'private' as const, undefined),
      tier: some(['gold', 'silver']),
      team: some(['a', 'b']),
    })
    .map((each) => each as Condition);
  // Every ticket that rules over these values can tell apart: a third tier stands for all others.
  const subjects = PRIORITIES.flatMap((priority) =>
    (['public', 'private'] as const).flatMap((visibility) =>
      ['gold', 'silver', 'bronze', undefined].flatMap((tier) =>
        ['a', 'b', undefined].map(
          (team): Subject => ({ priority, visibility, tier, team, platform: 'x', channel: 'x.dm' }),
        ),
      ),
    ),
  );

  it('are exactly those that no ticket reaches', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 8 }), (conditions) => {
        const policy = { rules: conditions.map((when) => ({ when, targets: {} })) } as unknown as SlaPolicy;
        const reached = new Set(subjects.map((subject) => ruleFor(policy, subject)?.index));
        const dead = conditions.map((_, rule) => rule).filter((rule) => !reached.has(rule));
        expect(unreachable(conditions).map(({ rule }) => rule)).toEqual(dead);
      }),
    );
  });
});
