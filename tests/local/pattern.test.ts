import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '#local/bus/pattern.ts';
import { PatternError } from '#local/bus/pattern-matchers.ts';

const matches = (pattern: object, event: unknown): boolean => compilePattern(pattern)(event);

describe('event patterns', () => {
  it.each<[string, object, unknown, boolean]>([
    ['a literal', { a: ['x'] }, { a: 'x' }, true],
    ['another literal', { a: ['x'] }, { a: 'y' }, false],
    ['one of several', { a: ['x', 1, null, true] }, { a: null }, true],
    ['a number is not its text', { a: [1] }, { a: '1' }, false],
    ['a list in the event', { a: ['x'] }, { a: ['y', 'x'] }, true],
    ['an empty list matches nothing', { a: ['x'] }, { a: [] }, false],
    ['fields below', { a: { b: ['x'] } }, { a: { b: 'x', c: 1 } }, true],
    ['objects in a list', { a: { b: ['x'] } }, { a: [{ b: 'y' }, { b: 'x' }] }, true],
    ['an absent field', { a: ['x'] }, {}, false],
    ['all fields must match', { a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
    ['prefix', { a: [{ prefix: 'ab' }] }, { a: 'abc' }, true],
    ['prefix of a number', { a: [{ prefix: '1' }] }, { a: 12 }, false],
    ['prefix, ignoring case', { a: [{ prefix: { 'equals-ignore-case': 'AB' } }] }, { a: 'abc' }, true],
    ['suffix', { a: [{ suffix: '.png' }] }, { a: 'x.png' }, true],
    ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'ALICE' }] }, { a: 'alice' }, true],
    ['wildcard', { a: [{ wildcard: 'a*c*' }] }, { a: 'abbcd' }, true],
    ['wildcard takes other characters as they are', { a: [{ wildcard: 'a.c*' }] }, { a: 'abcd' }, false],
    ['wildcard with an escaped star', { a: [{ wildcard: 'a\\*c' }] }, { a: 'a*c' }, true],
    ['exists', { a: [{ exists: true }] }, { a: null }, true],
    ['exists of an object', { a: [{ exists: true }] }, { a: { b: 1 } }, false],
    ['exists false', { a: [{ exists: false }] }, { b: 1 }, true],
    ['exists false where it does', { a: [{ exists: false }] }, { a: 0 }, false],
    ['exists false below what is absent', { a: { b: [{ exists: false }] } }, {}, true],
    ['anything-but', { a: [{ 'anything-but': ['x', 1] }] }, { a: 'y' }, true],
    ['anything-but what is named', { a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
    ['anything-but needs a value', { a: [{ 'anything-but': 'x' }] }, {}, false],
    ['anything-but a prefix', { a: [{ 'anything-but': { prefix: ['x', 'y'] } }] }, { a: 'yes' }, false],
    ['numeric', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
    ['numeric outside', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 0 }, false],
    ['numeric on text', { a: [{ numeric: ['=', 5] }] }, { a: '5' }, false],
    ['cidr', { a: [{ cidr: '10.0.0.0/24' }] }, { a: '10.0.0.255' }, true],
    ['cidr outside', { a: [{ cidr: '10.0.0.0/24' }] }, { a: '10.0.1.0' }, false],
    ['$or', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: 'y' }, true],
    ['$or and a field', { c: ['z'], $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: 'y' }, false],
    [
      'a stream record',
      { dynamodb: { NewImage: { kind: { S: ['ticket'] } } } },
      { dynamodb: { NewImage: { kind: { S: 'ticket' } } } },
      true,
    ],
  ])('%s', (_name, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each<[string, object]>([
    ['a bare value', { a: 'x' }],
    ['no values', { a: [] }],
    ['an unknown operator', { a: [{ like: 'x' }] }],
    ['two operators at once', { a: [{ prefix: 'x', suffix: 'y' }] }],
    ['half a comparison', { a: [{ numeric: ['>'] }] }],
    ['an unknown comparison', { a: [{ numeric: ['!', 1] }] }],
    ['a prefix that is no text', { a: [{ prefix: 1 }] }],
    ['exists of a text', { a: [{ exists: 'yes' }] }],
    ['an empty $or', { $or: [] }],
    ['two stars', { a: [{ wildcard: 'a**' }] }],
  ])('refuses %s', (_name, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(PatternError);
  });
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));

describe('properties of event patterns', () => {
  it('an event matches the pattern of its own values, and more fields change nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), scalar, { minKeys: 1 }), scalar, (event, more) => {
        const pattern = Object.fromEntries(Object.entries(event).map(([name, value]) => [name, [value]]));
        return matches(pattern, event) && matches(pattern, { ...event, UPPER: more });
      }),
    );
  });

  it('anything-but is the opposite of the literal, where there is a value', () => {
    fc.assert(
      fc.property(
        scalar,
        scalar,
        (value, literal) =>
          matches({ a: [{ 'anything-but': literal }] }, { a: value }) !== matches({ a: [literal] }, { a: value }),
      ),
    );
  });

  it('exists true and exists false never agree on a value', () => {
    fc.assert(
      fc.property(
        fc.option(scalar, { nil: undefined }),
        (a) => matches({ a: [{ exists: true }] }, { a }) !== matches({ a: [{ exists: false }] }, { a }),
      ),
    );
  });

  it('prefix, suffix and wildcard agree with what they stand for', () => {
    const plain = fc.string().filter((text) => !/[*\\]/.test(text));
    fc.assert(
      fc.property(plain, plain, (text, part) => {
        const starts = matches({ a: [{ prefix: part }] }, { a: text });
        const ends = matches({ a: [{ suffix: part }] }, { a: text });
        return (
          starts === text.startsWith(part) &&
          ends === text.endsWith(part) &&
          matches({ a: [{ wildcard: `${part}*` }] }, { a: text }) === starts &&
          matches({ a: [{ wildcard: `*${part}` }] }, { a: text }) === ends
        );
      }),
    );
  });

  it('$or is any of its branches, and fields are all of theirs', () => {
    fc.assert(
      fc.property(fc.record({ a: scalar, b: scalar }), fc.record({ x: scalar, y: scalar }), (event, { x, y }) => {
        const [left, right] = [matches({ a: [x] }, event), matches({ b: [y] }, event)];
        return (
          matches({ $or: [{ a: [x] }, { b: [y] }] }, event) === (left || right) &&
          matches({ a: [x], b: [y] }, event) === (left && right)
        );
      }),
    );
  });

  it('a range is both its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer(),
        fc.integer(),
        (value, from, to) =>
          matches({ a: [{ numeric: ['>=', from, '<', to] }] }, { a: value }) === (value >= from && value < to),
      ),
    );
  });
});
