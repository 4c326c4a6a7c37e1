import * as z from 'zod/mini';
import { pageCursor, why } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { actor } from '#domain/actor.ts';
import { FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';

/** The routes by which people correct classifiers, and by which corrections are taken out to learn from. */

const labels = {
  sentiment: z.optional(z.enum(SENTIMENTS)),
  intent: z.optional(z.enum(INTENTS)),
  urgency: z.optional(z.enum(URGENCIES)),
  flags: z.optional(
    z.array(z.enum(FLAGS)).check(z.maxLength(FLAGS.length), z.describe('All flags that hold; none when empty.')),
  ),
  automationMaySpeak: z.optional(z.boolean()),
};

const saysSomething = z.refine<Record<string, unknown>>(
  (body) => Object.keys(labels).some((name) => body[name] !== undefined),
  { error: `one at least of ${Object.keys(labels).join(', ')}` },
);

export const labelBody = z.strictObject({ ...labels, why }).check(saysSomething);

/** An instant or a day; nothing was labelled before 2026. */
const since = z
  .string()
  .check(
    z.regex(
      /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/,
      'a day or an instant such as 2026-12-24 or 2026-12-24T10:00Z',
    ),
    z.describe('Labels given from this day or instant on (UTC).'),
  );

export const labelsQuery = z.strictObject({
  since,
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 100),
  cursor: z.optional(pageCursor),
});

const said = z.strictObject(labels);

const correctionView = z.strictObject({
  labelId: z.string(),
  by: actor,
  at: z.string(),
  why: z.optional(z.string()),
  said,
  was: said.check(z.describe('What was in force before, of what was said.')),
  classifier: z.string().check(z.describe('Who had judged the message.')),
});

/** What people say a message says. */
export const labelsView = z.strictObject({
  messageId: z.string(),
  inForce: said.check(z.describe('Of each field the latest word.')),
  corrections: z.array(correctionView).check(z.describe('The oldest first.')),
});
export type LabelsView = z.infer<typeof labelsView>;

/** A line to learn from, in the shape of train/corpus. */
export const labelLine = z.strictObject({
  text: z.optional(z.string()).check(z.describe('Personal data is masked. Absent for whoever may not read tickets.')),
  lang: z.string().check(z.describe('BCP 47; `und` where nobody can tell.')),
  ...labels,
});
export type LabelLine = z.infer<typeof labelLine>;

const labelPage = z.strictObject({
  labels: z
    .array(labelLine)
    .check(z.describe('Fewer than `limit` where messages were erased, edited or labelled again since.')),
  next: z.optional(z.string()).check(z.describe('The cursor of the next page; absent on the last.')),
});

export const labelRoutes = [
  {
    operationId: 'labelMessage',
    method: 'POST',
    path: '/tickets/{ticketId}/messages/{messageId}/labels',
    summary: 'Correct what a message was found to say',
    permission: 'tickets:work',
    body: labelBody,
    response: labelsView,
    success: 200,
    versioned: false,
  },
  {
    operationId: 'listLabels',
    method: 'GET',
    path: '/labels',
    summary: 'Take labels out, as lines to learn from',
    permission: 'labels:export',
    query: labelsQuery,
    response: labelPage,
    success: 200,
    versioned: false,
  },
] as const satisfies readonly AgentRoute[];
