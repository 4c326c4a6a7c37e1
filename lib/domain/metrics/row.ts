import * as z from 'zod/mini';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { PRIORITIES } from '#domain/sla.ts';

/**
 * What metrics are made of: one row for each thing a customer waited for. Rows hold ids and facts, no words, no names and
 * no handles, and are derived from the ticket's history, so that a replay makes the same ones.
 */

/** Bands of followers, the least first: what is told of how many may listen, without telling who it is. */
export const FOLLOWER_BANDS = ['0-99', '100-999', '1k-10k', '10k-100k', '100k-1M', '1M+'] as const;
export type FollowerBand = (typeof FOLLOWER_BANDS)[number];

/**
 * What became of the wait: `ended`, the matter was over without it; `withdrawn`, the customer took the question back;
 * `spam` and `merged`, the episode ended so, and its rows count nowhere.
 */
export const FATES = ['waiting', 'done', 'ended', 'withdrawn', 'spam', 'merged'] as const;
export type Fate = (typeof FATES)[number];

export const metricsRow = z.object({
  ticketId: z.string(),
  clock: z.enum(CLOCK_NAMES),
  episode: z.number(),
  cycle: z.number(),
  account: z.string(),
  platform: z.string(),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  team: z.optional(z.string()),
  tier: z.optional(z.string()),
  /** As it stood when the wait was over, or stands. */
  priority: z.enum(PRIORITIES),
  /** The language of the message that began it. */
  language: z.optional(z.string()),
  /** How many follow its author; absent where the platform does not say. */
  followers: z.optional(z.enum(FOLLOWER_BANDS)),
  /** Who did what was waited for. */
  by: z.optional(z.enum(['person', 'automation'])),
  /** The person by the id of their token; absent for who answers in the platform's own app. */
  agent: z.optional(z.string()),
  startedAt: z.string(),
  dueAt: z.optional(z.string()),
  doneAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  /** It counts from the receipt of a message that was found late. */
  late: z.optional(z.boolean()),
  fate: z.enum(FATES),
  /** When what was told of it was put right, because a calendar had been wrong; absent where that never was. */
  correctedAt: z.optional(z.string()),
  /** Whether the promise was kept; absent while that is open, and where nothing was promised. */
  met: z.optional(z.boolean()),
  targetMinutes: z.optional(z.number()),
  /** From the start to the end, by the wall and in business hours without pauses, to a hundredth. */
  calendarMinutes: z.optional(z.number()),
  businessMinutes: z.optional(z.number()),
  /** What the ticket's score was when the row was first written, and how much of it was reach. */
  points: z.optional(z.object({ score: z.number(), reach: z.number() })),
  /** Of a resolution, which is the row of its episode: how many messages the customer wrote, and whether another followed. */
  messages: z.optional(z.number()),
  reopened: z.optional(z.boolean()),
  /** The version of the policy by which `dueAt` and `met` were told. */
  policyVersion: z.string(),
});
export type MetricsRow = z.infer<typeof metricsRow>;

/** What a row is of: the same however often it is derived. */
export const rowName = ({ clock, episode, cycle }: Pick<MetricsRow, 'clock' | 'episode' | 'cycle'>): string =>
  `${clock}#${episode}#${cycle}`;

/** The day (UTC) to which a row belongs: the one on which the wait began. */
export const dayOf = ({ startedAt }: Pick<MetricsRow, 'startedAt'>): string => startedAt.slice(0, 10);

/** The band of a number of followers. */
export function followerBand(followers: number): FollowerBand {
  const digits = Math.max(0, Math.trunc(Math.log10(Math.max(1, followers))));
  return FOLLOWER_BANDS[Math.min(Math.max(0, digits - 1), FOLLOWER_BANDS.length - 1)] ?? '0-99';
}
