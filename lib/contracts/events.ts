import * as z from 'zod/mini';
import { channelEvents } from '#contracts/channel-events.ts';
import { slaEvents } from '#contracts/sla-events.ts';
import { PRIORITIES } from '#domain/sla.ts';
import { STATUSES } from '#domain/status.ts';

/**
 * Every event on the bus: its name, its version and its data. Events carry ids and facts, never a customer's words, name
 * or handle. docs/events.md is generated from this table.
 */

/** The `source` of every event. */
export const EVENT_SOURCE = 'earshot';

const priority = z.enum(PRIORITIES);
const visibility = z.enum(['public', 'private']);
const where = { account: z.string(), channel: z.string(), visibility, customerId: z.string() };
const message = { messageId: z.string(), ...where, sentAt: z.string() };
/** One row of the catalogue. */
interface EventContract {
  readonly version: number;
  readonly about: string;
  readonly data: z.ZodMiniType;
  /** It tells of what people configure: `ticketId` is absent. */
  readonly ofNoTicket?: true;
}

export const eventCatalogue = {
  'ticket.opened': {
    version: 1,
    about: 'A customer wrote and a ticket was opened.',
    data: z.object({ ...where, priority, predecessor: z.optional(z.string()) }),
  },
  'ticket.reopened': {
    version: 1,
    about: 'A resolved ticket heard from its customer again, or was reopened by an agent.',
    data: z.object({ episode: z.number(), priority }),
  },
  'ticket.claimed': { version: 1, about: 'An agent took the ticket.', data: z.object({ assignee: z.string() }) },
  'ticket.released': { version: 1, about: 'The ticket went back to the queue.', data: z.object({ from: z.string() }) },
  'ticket.assigned': {
    version: 1,
    about: 'The ticket was handed to an agent.',
    data: z.object({ assignee: z.string(), from: z.optional(z.string()) }),
  },
  'ticket.team_changed': {
    version: 1,
    about: "The ticket became another team's work; without `team` no team's.",
    data: z.object({ team: z.optional(z.string()), from: z.optional(z.string()) }),
  },
  'ticket.noted': { version: 1, about: 'An internal note was added.', data: z.object({ noteId: z.string() }) },
  'ticket.status_changed': {
    version: 1,
    about: 'The ticket moved to another status.',
    data: z.object({ from: z.enum(STATUSES), to: z.enum(STATUSES), assignee: z.optional(z.string()) }),
  },
  'ticket.priority_changed': {
    version: 1,
    about: 'The ticket was judged anew and its priority changed.',
    data: z.object({ from: priority, to: priority, score: z.number() }),
  },
  'ticket.worsening': {
    version: 1,
    about: "The customer's mood turned for the worse; once an episode.",
    data: z.object({ episode: z.number(), messageId: z.string(), priority, assignee: z.optional(z.string()) }),
  },
  'ticket.merged': {
    version: 1,
    about: 'The ticket turned out to be the same matter as another and ended in it.',
    data: z.object({ into: z.string() }),
  },
  'ticket.deleted': {
    version: 1,
    about: 'A person deleted the ticket; what expires by itself tells nothing.',
    data: z.object({ account: z.string() }),
  },
  'message.received': {
    version: 1,
    about: 'A customer said something. `files`: how many files came with it; absent when none.',
    data: z.object({ ...message, files: z.optional(z.number()) }),
  },
  'message.sent': {
    version: 1,
    about: "The brand said something in the platform's own app, or a part of a long answer.",
    data: z.object(message),
  },
  'message.edited': { version: 1, about: 'The author changed a message.', data: z.object({ messageId: z.string() }) },
  'message.deleted': {
    version: 1,
    about: 'The author took a message back; its words are erased.',
    data: z.object({ messageId: z.string() }),
  },
  'message.hidden': {
    version: 1,
    about: 'A public message was hidden from everybody but its author and the brand.',
    data: z.object({ messageId: z.string(), replyId: z.string() }),
  },
  'message.relabelled': {
    version: 1,
    about: 'A person corrected what a message was found to say.',
    data: z.object({ messageId: z.string(), labelId: z.string() }),
  },
  'reply.queued': {
    version: 1,
    about: 'An answer waits to be sent, or a message to be hidden.',
    data: z.object({ ticketId: z.string(), replyId: z.string(), hides: z.optional(z.string()) }),
  },
  'reply.sent': {
    version: 1,
    about: 'The platform accepted the answer; `opened`: it was a private step, and the matter goes on there.',
    data: z.object({ replyId: z.string(), messageId: z.string(), opened: z.optional(z.object(where)) }),
  },
  'reply.failed': {
    version: 1,
    about: 'The answer was not sent, for the reason given.',
    data: z.object({ replyId: z.string(), reason: z.string() }),
  },
  'reply.doubtful': {
    version: 1,
    about: 'The answer may or may not have been sent; a person settles it.',
    data: z.object({ replyId: z.string(), reason: z.string() }),
  },
  ...channelEvents,
  ...slaEvents,
} as const satisfies Record<string, EventContract>;

export type EventType = keyof typeof eventCatalogue;

/** The `detail` of an event; its `type` is the `detail-type` beside it. */
export const eventDetail = z.object({
  /** One id per fact, however often it is delivered: consumers dedupe by it. */
  id: z.string(),
  version: z.number(),
  time: z.string(),
  /** Absent from what tells of no ticket. */
  ticketId: z.optional(z.string()),
  data: z.record(z.string(), z.unknown()),
});

export interface EarshotEvent extends z.infer<typeof eventDetail> {
  readonly type: EventType;
}
