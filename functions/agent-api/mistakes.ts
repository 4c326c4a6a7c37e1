import * as z from 'zod/mini';
import { ApiProblem, type Mistake } from '#contracts/agent-api-problems.ts';
import { unknownFields } from './unknown-fields.ts';

/** Tells a caller what is wrong with a request, where, and how to mend it, without repeating what was sent. */

const MOST_MISTAKES = 20;
const LONGEST_NAME = 100;

type Issue = z.core.$ZodIssue;

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).slice(0, LONGEST_NAME).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What a schema says of its own form is in words; what zod says of one that has none is not. */
const UNSAID = 'Invalid input';

function formOf({ message, format, pattern }: z.core.$ZodIssueInvalidStringFormat): string {
  if (message !== UNSAID) return `Send ${message}.`;
  return format === 'date' ? 'Send a day such as 2026-12-25.' : `Match ${pattern ?? format}.`;
}

function saying(issue: Issue): Pick<Mistake, 'detail' | 'mend'> {
  switch (issue.code) {
    case 'invalid_type':
      return { detail: 'Missing, or of another type.', mend: `Give a value of type ${issue.expected}.` };
    case 'too_small':
      return { detail: 'Too small or too short.', mend: `Give at least ${issue.minimum} (${issue.origin}).` };
    case 'too_big':
      return { detail: 'Too large or too long.', mend: `Give at most ${issue.maximum} (${issue.origin}).` };
    case 'invalid_value':
      return { detail: 'Not one of the values allowed.', mend: `Use one of: ${issue.values.join(', ')}.` };
    case 'invalid_format':
      return { detail: 'Of another form.', mend: formOf(issue) };
    case 'custom':
      return { detail: 'Not allowed.', mend: `Send ${issue.message}.` };
    default:
      return { detail: 'Not valid.', mend: issue.message === UNSAID ? 'See openapi.json.' : `Send ${issue.message}.` };
  }
}

const notKnown = (where: Mistake['in'], path: readonly PropertyKey[]): Mistake => ({
  in: where,
  pointer: pointerOf(path),
  detail: 'Not known here.',
  mend: 'Leave it out.',
});

/** Of several forms, the mistakes of the one that was meant: the only one that knows every key that was sent. */
function meant({ errors, path }: z.core.$ZodIssueInvalidUnion): Issue[] {
  const [form, ...others] = errors.filter((issues) => issues.every(({ code }) => code !== 'unrecognized_keys'));
  return form && others.length === 0 ? form.map((issue) => ({ ...issue, path: [...path, ...issue.path] })) : [];
}

function mistakesIn(issue: Issue, where: Mistake['in']): Mistake[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => notKnown(where, [...issue.path, key]));
  const issues = issue.code === 'invalid_union' ? meant(issue) : [];
  if (issues.length > 0) return issues.flatMap((each) => mistakesIn(each, where));
  return [{ in: where, pointer: pointerOf(issue.path), ...saying(issue) }];
}

/** A number beyond all numbers is too large twice: what the schema says last of a place is closest to it. */
const isToldLater = ({ pointer, detail }: Mistake, later: readonly Mistake[]): boolean =>
  later.some((other) => other.pointer === pointer && other.detail === detail);

/** What a refusal says of its list of mistakes. */
export const summaryOf = (count: number, where: string): string =>
  `${count === 1 ? 'One mistake' : `${count} mistakes`} in the ${where}: see \`errors\`.`;

/** One mistake as a refusal. */
export function refusal(mistake: Mistake): ApiProblem {
  return new ApiProblem('invalid-request', summaryOf(1, mistake.in), { errors: [mistake] });
}

/**
 * Reads a part of a request by its schema.
 * @throws {ApiProblem} 400 with every mistake.
 */
export function readBy<S extends z.ZodMiniType>(schema: S, value: unknown, where: Mistake['in']): z.output<S> {
  const read = z.safeParse(schema, value);
  const found = read.success
    ? unknownFields(value, read.data).map((path) => notKnown(where, path))
    : read.error.issues
        .flatMap((issue) => mistakesIn(issue, where))
        .filter((each, index, all) => !isToldLater(each, all.slice(index + 1)));
  if (read.success && found.length === 0) return read.data;
  const errors = found.slice(0, MOST_MISTAKES);
  throw new ApiProblem('invalid-request', summaryOf(errors.length, where), { errors });
}
