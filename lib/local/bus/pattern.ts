/** EventBridge's event patterns, also the language of event filters on mappings. */
import { isObject, type Matcher, matcherOf, PatternError } from './pattern-matchers.ts';

/** Whether an event matches. */
export type EventTest = (event: unknown) => boolean;

/** Checks a pattern once and answers with the test it stands for. */
export function compilePattern(pattern: unknown): EventTest {
  if (!isObject(pattern)) throw new PatternError('a pattern is an object');
  const tests = Object.entries(pattern).map(([field, inner]) =>
    field === '$or' ? anyOf(inner) : fieldTest(field, inner),
  );
  return (event) => tests.every((test) => test(event));
}

function anyOf(alternatives: unknown): EventTest {
  if (!Array.isArray(alternatives) || alternatives.length === 0) throw new PatternError('$or needs a list of patterns');
  const tests = alternatives.map(compilePattern);
  return (event) => tests.some((test) => test(event));
}

function fieldTest(field: string, inner: unknown): EventTest {
  const test = Array.isArray(inner) ? leafTest(field, inner) : compilePattern(inner);
  return (event) => {
    // Where the event has a list of objects, one that matches is enough.
    if (Array.isArray(event)) return event.some((element) => isObject(element) && test(element[field]));
    return test(isObject(event) ? event[field] : undefined);
  };
}

function leafTest(field: string, list: readonly unknown[]): EventTest {
  if (list.length === 0) throw new PatternError(`${field} needs at least one value to match`);
  const matchers: readonly Matcher[] = list.map((element) => matcherOf(field, element));
  return (value) => {
    const values = Array.isArray(value) ? value : [value];
    return matchers.some((matches) => (values.length === 0 ? matches(undefined) : values.some(matches)));
  };
}
