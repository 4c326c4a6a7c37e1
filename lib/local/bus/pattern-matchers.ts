/** The tests of single values that a pattern is made of. */
import { BlockList } from 'node:net';

/** A pattern that EventBridge would refuse. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Tests one value; an absent field is undefined. */
export type Matcher = (value: unknown) => boolean;

/** The matcher that an element of a pattern's list stands for: a literal, or an object with one operator. */
export function matcherOf(field: string, element: unknown): Matcher {
  if (!isObject(element)) return literal(field, element);
  const [[operator, operand] = [], ...more] = Object.entries(element);
  const create = operator === undefined ? undefined : OPERATORS[operator];
  if (!create || more.length > 0) throw new PatternError(`${field}: ${JSON.stringify(element)} is no known operator`);
  return create(field, operand);
}

function literal(field: string, expected: unknown): Matcher {
  if (Array.isArray(expected) || expected === undefined) throw new PatternError(`${field}: a list can't be matched`);
  return (value) => value === expected;
}

const OPERATORS: Readonly<Record<string, (field: string, operand: unknown) => Matcher>> = {
  prefix: (field, operand) => affix(field, operand, (value, part) => value.startsWith(part)),
  suffix: (field, operand) => affix(field, operand, (value, part) => value.endsWith(part)),
  'equals-ignore-case': (field, operand) => {
    const expected = textOf(field, operand).toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase() === expected;
  },
  wildcard: (field, operand) => wildcard(textOf(field, operand)),
  exists: (field, operand) => {
    if (typeof operand !== 'boolean') throw new PatternError(`${field}: exists is true or false`);
    return (value) => (value !== undefined && !isObject(value)) === operand;
  },
  'anything-but': (field, operand) => anythingBut(field, operand),
  numeric: (field, operand) => numeric(field, operand),
  cidr: (field, operand) => cidr(textOf(field, operand)),
};

type TextTest = (value: string, part: string) => boolean;

function affix(field: string, operand: unknown, test: TextTest): Matcher {
  if (isObject(operand)) {
    const part = textOf(field, operand['equals-ignore-case']).toLowerCase();
    return (value) => typeof value === 'string' && test(value.toLowerCase(), part);
  }
  const part = textOf(field, operand);
  return (value) => typeof value === 'string' && test(value, part);
}

function wildcard(pattern: string): Matcher {
  if (pattern.includes('**')) throw new PatternError('consecutive wildcards are not allowed');
  const parts = pattern.split(/(?<!\\)\*/).map((part) => escaped(part.replaceAll(/\\([*\\])/g, '$1')));
  const expression = new RegExp(`^${parts.join('.*')}$`, 'su');
  return (value) => typeof value === 'string' && expression.test(value);
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, '\\$&');

/** Matches what is there and is none of the named; an absent field doesn't match. */
function anythingBut(field: string, operand: unknown): Matcher {
  const matchers = isObject(operand)
    ? spread(field, operand)
    : [operand].flat().map((element) => literal(field, element));
  return (value) => value !== undefined && !isObject(value) && !matchers.some((matches) => matches(value));
}

/** `{prefix: [a, b]}` stands for a prefix each. */
function spread(field: string, operand: Readonly<Record<string, unknown>>): Matcher[] {
  return Object.entries(operand).flatMap(([operator, inner]) =>
    [inner].flat().map((element) => matcherOf(field, { [operator]: element })),
  );
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function numeric(field: string, operand: unknown): Matcher {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 > 0) {
    throw new PatternError(`${field}: numeric needs pairs of a comparison and a number`);
  }
  const tests = Array.from({ length: operand.length / 2 }, (_unused, index) => {
    const [comparison, limit] = operand.slice(index * 2) as [string, number];
    const test = COMPARISONS[comparison];
    if (!test || typeof limit !== 'number')
      throw new PatternError(`${field}: numeric can't compare with ${comparison} ${limit}`);
    return (value: number): boolean => test(value, limit);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(block: string): Matcher {
  const [address = '', bits = ''] = block.split('/');
  const list = new BlockList();
  const family = familyOf(address);
  list.addSubnet(address, Number(bits), family);
  return (value) => typeof value === 'string' && list.check(value, familyOf(value));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (address.includes(':') ? 'ipv6' : 'ipv4');

function textOf(field: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new PatternError(`${field}: ${JSON.stringify(operand)} is not a string`);
  return operand;
}

/** Whether a value is an object with fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
