import * as z from 'zod/mini';
import { labelsView } from '#contracts/agent-api-labels.ts';
import { classification } from '#domain/classification.ts';

/** A message as the agent API shows it. Words are masked; in blind mode the customer has no name before they are claimed. */

/** ISO 8601 UTC. */
const time = z.string();

const author = z.strictObject({
  id: z.string(),
  name: z.optional(z.string()),
  handle: z.optional(z.string()),
  followers: z.optional(z.number()),
  verified: z.optional(z.boolean()),
});

/** A file that came with a message. */
const attachment = z.strictObject({
  type: z.string().check(z.describe("The platform's word for its kind.")),
  state: z
    .enum(['waiting', 'kept', 'failed', 'expired'])
    .check(
      z.describe(
        'Whether it is kept: waiting to be fetched, failed for `reason`, or kept for its time and gone. A place is kept with its message: its `url` is `geo:<latitude>,<longitude>`.',
      ),
    ),
  url: z
    .optional(z.string())
    .check(
      z.describe(
        "A link of five minutes where it is kept, for people, and in blind mode once the ticket is claimed; else the platform's own address.",
      ),
    ),
  contentType: z.optional(z.string()).check(z.describe('What its bytes are.')),
  bytes: z.optional(z.number()),
  reason: z.optional(z.string()),
});
export type AttachmentView = z.infer<typeof attachment>;

/** A message as it stands after its edits; a deleted one has lost its words. */
export const messageView = z.strictObject({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  author,
  text: z.optional(z.string()),
  truncated: z.boolean().check(z.describe('The text is only the beginning of a very long one.')),
  attachments: z.array(attachment),
  rating: z.optional(z.int().check(z.minimum(1), z.maximum(5), z.describe('Stars of a review.'))),
  language: z.optional(z.string()),
  inReplyTo: z.optional(z.string()),
  replyId: z.optional(z.string()),
  sentAt: time,
  receivedAt: time,
  /** Found by a backfill after nobody had listened: clocks start at `receivedAt`. */
  missed: z.optional(z.boolean()),
  edited: z.boolean(),
  deleted: z.boolean(),
  hidden: z
    .optional(z.literal(true))
    .check(z.describe('It was hidden from here: only its author and the brand see it.')),
  labels: z.optional(labelsView).check(z.describe('What people corrected; it wins over the classification.')),
  classification: z
    .optional(classification)
    .check(z.describe('Evidence points into the text; an edited message shows none.')),
});
export type MessageView = z.infer<typeof messageView>;
