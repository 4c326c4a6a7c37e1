import * as z from 'zod/mini';
import { messageView } from '#contracts/agent-api-messages.ts';
import { replyView } from '#contracts/agent-api-replies.ts';
import { actor } from '#domain/actor.ts';
import { deed } from '#domain/entry.ts';
import { GUARD_VERDICTS } from '#domain/guard.ts';
import { GUARD_REASONS } from '#domain/guard-rules.ts';
import { assessment } from '#domain/priority/assessment.ts';
import { WAYS } from '#domain/reply-window.ts';
import { STATUSES } from '#domain/status.ts';
import { CLOCK_STATES } from '#domain/timeline/timeline-clock.ts';
import { TRAJECTORIES } from '#domain/trajectory.ts';
import { venue } from '#domain/venue.ts';

/** What the agent API answers with. Strict: a field that is not named here does not leave the house. */

const visibility = z.enum(['public', 'private']);
/** ISO 8601 UTC. */
const time = z.string();
const guardReasons = z.array(z.enum(GUARD_REASONS));

/** The present cycle of a clock. */
export const clockView = z.strictObject({
  cycle: z.number().check(z.describe('Responses and updates are counted from 1 in their episode.')),
  state: z.enum(CLOCK_STATES),
  startedAt: time,
  targetMinutes: z.number().check(z.describe("Working minutes of the target's calendar.")),
  dueAt: z
    .optional(time)
    .check(
      z.describe("Absent while the clock stands still. Of responses the earlier of the policy's and the platform's."),
    ),
  dueBy: z
    .optional(z.enum(['policy', 'platform']))
    .check(z.describe('Who says so: the policy, or the platform, which takes no answer any more from then on.')),
  remainingMinutes: z.optional(z.number()).check(z.describe('Working minutes left while the clock stands still.')),
  warnsAt: z.optional(time).check(z.describe('The next warning that has not been told.')),
  breachedAt: z.optional(time),
  doneAt: z.optional(time),
  endedAt: z.optional(time).check(z.describe('Nobody waits any more, and it was not done.')),
  late: z.optional(z.boolean()).check(z.describe('It runs from the receipt of a message that was found late.')),
});
export type ClockView = z.infer<typeof clockView>;

/** A ticket as a list shows it. */
export const ticketView = z.strictObject({
  id: z.string(),
  etag: z.string().check(z.describe('What `If-Match` must carry to edit the ticket as shown.')),
  lastMessageSeen: z.number().check(z.describe('What a reply or a status change must name as seen.')),
  account: z.string(),
  platform: z.string(),
  channel: z.string(),
  visibility,
  customerId: z.string(),
  goesOn: z
    .optional(venue)
    .check(z.describe('Where the customer spoke last, and an answer goes, when that is not where the ticket began.')),
  status: z.enum(STATUSES),
  assignee: z.optional(z.string()),
  tier: z.optional(z.string()).check(z.describe("The customer's tier.")),
  team: z.optional(z.string()),
  assessment,
  blind: z
    .optional(z.literal(true))
    .check(
      z.describe(
        'Who the customer is, and what that counts for the score, is hidden until somebody claims the ticket.',
      ),
    ),
  trajectory: z
    .optional(z.enum(TRAJECTORIES))
    .check(z.describe('Where the mood is going, from the second message of the episode on.')),
  guard: z
    .strictObject({ verdict: z.enum(GUARD_VERDICTS), reasons: guardReasons })
    .check(z.describe('Whether automation may answer, and everything that speaks against it.')),
  episode: z.strictObject({
    number: z.number(),
    startedAt: z.optional(time),
    resolvedAt: z.optional(time),
  }),
  clocks: z.strictObject({
    firstResponse: z.optional(clockView),
    nextResponse: z.optional(clockView),
    resolution: z.optional(clockView),
    totalResolution: z.optional(clockView),
    periodicUpdate: z.optional(clockView),
  }),
  replyWindow: z
    .optional(
      z.strictObject({
        closesAt: time.check(z.describe("Until when the platform takes a person's answer.")),
        automationClosesAt: z
          .optional(time)
          .check(z.describe("Until when it takes automation's, where that is sooner.")),
        possible: z
          .array(z.enum(WAYS))
          .check(
            z.describe(
              "What the platform takes now: a person's answer, automation's, or another way that the channel offers; `template` once the window is shut, where the platform takes approved ones from elsewhere (Earshot sends none); empty when it takes nothing any more.",
            ),
          ),
      }),
    )
    .check(z.describe('Absent where the platform always takes an answer.')),
  lastCustomerMessageAt: z.optional(time),
  lastAnswerAt: z.optional(time),
  openedAt: time,
  updatedAt: time,
  predecessor: z.optional(z.string()).check(z.describe('The closed ticket that this one follows.')),
  mergedInto: z.optional(z.string()).check(z.describe('The ticket in which this matter went on.')),
});
export type TicketView = z.infer<typeof ticketView>;

export const noteView = z.strictObject({ noteId: z.string(), text: z.string(), by: z.string(), at: time });
export type NoteView = z.infer<typeof noteView>;

/** One change of a ticket: who, when, why, and what by reference. */
export const entryView = z.strictObject({ id: z.string(), at: time, by: actor, why: z.optional(z.string()), deed });
export type EntryView = z.infer<typeof entryView>;

/** A ticket with all that was said and done on it. */
export const ticketDetail = z.strictObject({
  ticket: ticketView,
  messages: z.array(messageView),
  replies: z.array(replyView),
  notes: z.array(noteView),
  history: z.array(entryView),
});

/** One page of the queue. */
export const ticketPage = z.strictObject({
  tickets: z.array(ticketView),
  next: z.optional(z.string()).check(z.describe('The cursor of the next page; absent on the last.')),
});
