import * as z from 'zod/mini';
import { PRIORITIES } from '#domain/sla.ts';
import { STATUSES } from '#domain/status.ts';

/** What the agent API takes. Strict: a field that is not named here is refused, not ignored. */

/** Tickets on a page unless the request says otherwise. */
export const PAGE_SIZE = 25;

const MAX_TEXT = 25_000;
const CONTROL = /[\p{Cc}--[\t\n\r]]/v;

/** Words that can be stored and sent as they are: no control characters, no half of a surrogate pair. */
export const readable = z.refine<string>((value) => value.isWellFormed() && !CONTROL.test(value), {
  error: 'no control characters and no broken characters',
});
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_TEXT), readable);
const lastMessageSeen = z
  .int()
  .check(z.gte(0), z.describe('How many messages the ticket had when it was read: its `lastMessageSeen`.'));
export const why = z.optional(z.string().check(z.maxLength(500), readable, z.describe('Kept in the history.')));
const assignee = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(200),
    readable,
    z.describe('An agent by the `sub` of their token; `me` is the caller.'),
  );

/** An id in a path: ours, so of a known shape. It never reaches a key of the table otherwise. */
export const pathId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/, '1 to 100 letters, digits, _ and -'));

/** A platform's id in a path, of any shape; percent-encoded once more, since gateways decode slashes. */
const foreignId = z
  .string()
  .check(z.minLength(1), z.maxLength(1_000), readable, z.describe('Percent-encoded twice where it has `/` or `%`.'));

/** Path parameters that are a platform's words. Every other one is an id of ours. */
export const foreignParameters: Readonly<Record<string, z.ZodMiniType<string>>> = {
  messageId: foreignId,
  customerId: foreignId,
  account: foreignId.check(
    z.regex(/^[a-z0-9_-]{1,40}:./, 'an account, `<platform>:<id>`'),
    z.describe('`<platform>:<id>`, as tickets name it.'),
  ),
};

/** The `Idempotency-Key` of a reply becomes its id, which is unique on its ticket. */
export const idempotencyKey = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, '16 to 64 letters, digits, _ and -, such as a UUID'));

/** Where a page begins. */
export const pageCursor = z
  .string()
  .check(z.minLength(1), z.maxLength(2_000), z.describe('`next` of the page before.'));

export const listQuery = z.strictObject({
  status: z.optional(z.enum(STATUSES).check(z.describe('Without it: every ticket in work.'))),
  assignee: z.optional(assignee),
  priority: z.optional(z.enum(PRIORITIES)),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), PAGE_SIZE),
  cursor: z.optional(pageCursor),
});

export const readQuery = z.strictObject({
  reveal: z.optional(
    z
      .enum(['personal_data'])
      .check(
        z.describe('Shows personal data as it was written. Takes `personal_data:read` and is kept in the history.'),
      ),
  ),
});

export const assignBody = z.strictObject({ assignee, why });
export const noteBody = z.strictObject({ text });
export const replyBody = z.strictObject({
  text,
  visibility: z
    .enum(['public', 'private'])
    .check(
      z.describe(
        'For whose eyes it was written: always said. `private` to who wrote in public is a private message to them, where the platform has one; `public` to private words is refused.',
      ),
    ),
  inParts: z
    .optional(z.boolean())
    .check(
      z.describe(
        "A text that is too long goes out in up to twenty numbered parts, where the network's users expect it. Without it such a text is refused with the numbers.",
      ),
    ),
  lastMessageSeen,
});
export const statusBody = z.strictObject({
  status: z.enum(['open', 'pending', 'on_hold', 'resolved', 'spam']),
  lastMessageSeen,
  why,
});
export const settleBody = z.strictObject({ outcome: z.enum(['sent', 'not_sent']), why });
export const whyBody = z.strictObject({ why });
