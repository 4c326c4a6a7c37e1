import * as z from 'zod/mini';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
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
/** Which clock, and how far it is from its due time, in whole working minutes. */
const clock = {
  clock: z.enum(CLOCK_NAMES),
  episode: z.number(),
  /** Responses and updates are counted from 1 in their episode. */
  cycle: z.number(),
  priority,
  assignee: z.optional(z.string()),
  dueAt: z.optional(z.string()),
  minutesLeft: z.optional(z.number()),
  minutesOver: z.optional(z.number()),
};
const dueClock = { ...clock, dueAt: z.string() };

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
  'message.received': { version: 1, about: 'A customer said something.', data: z.object(message) },
  'message.sent': { version: 1, about: "The brand said something in the platform's own app.", data: z.object(message) },
  'message.edited': { version: 1, about: 'The author changed a message.', data: z.object({ messageId: z.string() }) },
  'message.deleted': {
    version: 1,
    about: 'The author took a message back; its words are erased.',
    data: z.object({ messageId: z.string() }),
  },
  'reply.queued': {
    version: 1,
    about: 'An answer waits to be sent.',
    data: z.object({ ticketId: z.string(), replyId: z.string() }),
  },
  'reply.sent': {
    version: 1,
    about: 'The platform accepted the answer.',
    data: z.object({ replyId: z.string(), messageId: z.string() }),
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
  'sla.warning': {
    version: 1,
    about: 'A clock has reached a warning point.',
    data: z.object({ ...dueClock, point: z.number() }),
  },
  'sla.breached': { version: 1, about: 'A clock ran out.', data: z.object(dueClock) },
  'sla.met': { version: 2, about: 'What a clock promised was done in time.', data: z.object(clock) },
  'sla.paused': { version: 1, about: 'A clock stands still: its time left is kept.', data: z.object(clock) },
  'sla.resumed': { version: 1, about: 'A clock runs again.', data: z.object(clock) },
  'sla.recovered': {
    version: 1,
    about:
      'A clock whose breach was told is well again: done late, answered in time but heard of late, or due later than it was.',
    data: z.object({ ...clock, cause: z.enum(['done', 'answered_in_time', 'moved']) }),
  },
  'sla.escalated': {
    version: 1,
    about: 'A step of the escalation was taken: somebody is to be told.',
    data: z.object({
      ...clock,
      step: z.number(),
      on: z.enum(['warning', 'breached']),
      notify: z.enum(['assignee', 'lead', 'on_call']),
    }),
  },
} as const;

export type EventType = keyof typeof eventCatalogue;

/** The `detail` of an event; its `type` is the `detail-type` beside it. */
export const eventDetail = z.object({
  /** One id per fact, however often it is delivered: consumers dedupe by it. */
  id: z.string(),
  version: z.number(),
  time: z.string(),
  ticketId: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export interface EarshotEvent extends z.infer<typeof eventDetail> {
  readonly type: EventType;
}
