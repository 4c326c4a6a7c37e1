import { describe, expect, it } from 'vitest';
import { type Audience, reputationOf } from '#domain/reputation.ts';

const NOBODY = { reach: 0, engagement: 0, verified: false, press: false, label: 'low' };

describe('reputation', () => {
  it.each<[string, Audience[], object]>([
    ['nothing known', [{}], NOBODY],
    ['nothing said', [], NOBODY],
    ['a neighbour', [{ followers: 9_999, engagement: 99 }], { reach: 9_999, engagement: 99, label: 'low' }],
    ['ten thousand followers', [{ followers: 10_000 }], { reach: 10_000, label: 'medium' }],
    ['a verified account', [{ followers: 5, verified: true }], { verified: true, label: 'medium' }],
    ['a hundred thousand followers', [{ followers: 100_000 }], { label: 'high' }],
    ['a message that spreads', [{ engagement: 100 }], { label: 'medium' }],
    ['a message everybody sees', [{ engagement: 1_000 }], { label: 'high' }],
    ['a journalist', [{ flags: ['press'] }], { press: true, label: 'high' }],
    ['another flag', [{ flags: ['legal'] }], NOBODY],
    [
      'several messages',
      [{ followers: 3, engagement: 9 }, { followers: 7 }],
      { reach: 7, engagement: 9, label: 'low' },
    ],
  ])('of %s in public', (_, said, expected) => {
    expect(reputationOf(said, 'public')).toMatchObject(expected);
  });

  it('of a star in private is low: nobody reads along, unless it is the press', () => {
    const star: Audience = { followers: 50_000_000, verified: true, engagement: 9_000 };
    expect(reputationOf([star], 'private')).toEqual(NOBODY);
    expect(reputationOf([{ ...star, flags: ['press'] }], 'private')).toEqual({ ...NOBODY, press: true, label: 'high' });
  });
});
