import * as z from 'zod/mini';

/** Every way in which the agent API says no, as RFC 9457 problem details. */

export const PROBLEM_TYPE_PREFIX = 'urn:earshot:problem:';

/** The kinds of problems: `type` is the prefix and the kind. */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request does not fit its schema' },
  'invalid-json': { status: 400, title: 'The body is not JSON' },
  'invalid-cursor': { status: 400, title: 'The cursor is not valid for this list' },
  'reply-too-long': { status: 400, title: 'The platform takes no text this long' },
  unauthenticated: { status: 401, title: 'No valid token' },
  forbidden: { status: 403, title: 'The caller may not do this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  undeliverable: { status: 409, title: 'The platform would not take this' },
  refused: { status: 409, title: 'The present state forbids this' },
  'stale-version': { status: 412, title: 'Somebody edited it meanwhile' },
  'unread-messages': { status: 412, title: 'The messages of the ticket are not those the caller has read' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'document-refused': { status: 422, title: 'The document fits its schema but cannot be put in force' },
  'key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'version-required': { status: 428, title: 'If-Match is required' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const;
export type ProblemKind = keyof typeof problemKinds;

/** One mistake in a request: what, where, how to mend it. It never repeats the value. */
export const mistake = z.strictObject({
  in: z.enum(['body', 'query', 'header', 'path']),
  pointer: z.string().check(z.describe('JSON pointer into the body; the name of a parameter or header after a slash.')),
  detail: z.string(),
  mend: z.string(),
});
export type Mistake = z.infer<typeof mistake>;

/** Why a platform would not take an answer, in numbers. */
const delivery = z.strictObject({
  code: z.string().check(z.describe('A stable code: `window_shut`, `already_answered`, `too_long` ...')),
  limit: z.optional(z.number()).check(z.describe('What the platform takes, in `unit`.')),
  length: z.optional(z.number()).check(z.describe('What it would have been.')),
  unit: z.optional(z.string()),
  instant: z.optional(z.string()).check(z.describe('When the window shut, or the answer was given that there is.')),
  mend: z.string().check(z.describe('What to do instead.')),
});
export type Delivery = z.infer<typeof delivery>;

export const problemView = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string().check(z.describe('Names this very request.')),
  reason: z.optional(z.string()).check(z.describe('A stable code, where the kind has several.')),
  because: z
    .optional(z.array(z.string()))
    .check(z.describe("What speaks for the refusal, as stable codes: the guard's reasons for `needs_a_person`.")),
  errors: z.optional(z.array(mistake)),
  ...z.partial(delivery).shape,
});
export type ProblemView = z.infer<typeof problemView>;

interface ProblemFacts {
  readonly reason?: string | undefined;
  readonly because?: readonly string[] | undefined;
  readonly errors?: readonly Mistake[] | undefined;
  readonly delivery?: Delivery | undefined;
}

/** A request that is answered with a problem. `detail` is read by the caller: no words but our own. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly kind: ProblemKind;
  readonly facts: ProblemFacts;

  constructor(kind: ProblemKind, detail: string, facts: ProblemFacts = {}) {
    super(detail);
    this.kind = kind;
    this.facts = facts;
  }
}
