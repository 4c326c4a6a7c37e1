import * as z from 'zod/mini';

/**
 * How often customers write to an account, learned from the account itself: messages an hour for each hour of the week,
 * in UTC. Enough to say how many messages a stretch of time would have brought, and so whether silence means anything.
 */

const HOUR_MS = 3_600_000;
export const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday: the hours of a week are counted from Monday. */
const FIRST_HOUR_OF_WEEK = 72;
/** A week of long ago weighs less than the last ones: the mean moves by an eighth at least. */
const MOST_WEEKS = 8;
/** What was quiet once without being broken fades over some weeks, by each hour that is closed. */
const FADING_AN_HOUR = 0.5 ** (1 / (4 * HOURS_A_WEEK));

export const rhythm = z.object({
  /** The hour in which the first message came, epoch milliseconds. */
  sinceMs: z.number(),
  /** When a message came last, epoch milliseconds. */
  heardMs: z.number(),
  /** The hour that is being counted, epoch milliseconds, and its messages so far. */
  hourMs: z.number(),
  count: z.number(),
  /** Messages an hour, by the hour of the week, and how many such hours were counted. */
  rates: z.array(z.number()).check(z.length(HOURS_A_WEEK)),
  weeks: z.array(z.number()).check(z.length(HOURS_A_WEEK)),
  /** How much more hours differ than by chance: 1 where customers come one by one, 5 where they come five at a time. */
  dispersion: z.number(),
  /** The most messages that were expected in a stretch of silence which ended by itself. */
  quietest: z.number(),
});
export type Rhythm = z.infer<typeof rhythm>;

/** The hour of the week, from Monday 00:00 UTC. */
export const hourOfWeek = (ms: number): number => (Math.floor(ms / HOUR_MS) + FIRST_HOUR_OF_WEEK) % HOURS_A_WEEK;

const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

/** Nothing known yet but one message. */
export function firstRhythm(heardMs: number): Rhythm {
  const none = Array.from({ length: HOURS_A_WEEK }, () => 0);
  return {
    sinceMs: hourOf(heardMs),
    heardMs,
    hourMs: hourOf(heardMs),
    count: 1,
    rates: none,
    weeks: none,
    dispersion: 1,
    quietest: 0,
  };
}

/** The mean takes in one more hour. */
function closed(rhythm: Rhythm, hourMs: number, count: number): Rhythm {
  const hour = hourOfWeek(hourMs);
  const weeks = Math.min((rhythm.weeks[hour] ?? 0) + 1, MOST_WEEKS);
  const rate = rhythm.rates[hour] ?? 0;
  const spread = rate > 0 ? (count - rate) ** 2 / rate : rhythm.dispersion;
  return {
    ...rhythm,
    rates: rhythm.rates.with(hour, rate + (count - rate) / weeks),
    weeks: rhythm.weeks.with(hour, weeks),
    dispersion: rhythm.dispersion + (spread - rhythm.dispersion) / HOURS_A_WEEK,
    quietest: rhythm.quietest * FADING_AN_HOUR,
  };
}

/**
 * Closes every hour that has passed; those without a message count as such.
 * @param brokenFromMs since when the channel is known to be broken: those hours teach nothing.
 */
export function advanced(rhythm: Rhythm, nowMs: number, brokenFromMs = Number.POSITIVE_INFINITY): Rhythm {
  let next = rhythm;
  for (let hourMs = rhythm.hourMs; hourMs + HOUR_MS <= nowMs; hourMs += HOUR_MS) {
    const isWhole = hourMs + HOUR_MS <= brokenFromMs;
    next = isWhole ? closed(next, hourMs, next.count) : next;
    next = { ...next, hourMs: hourMs + HOUR_MS, count: 0 };
  }
  return next;
}

/** Messages that an hour brings at least, by what is known: an hour's neighbours may be quieter, and summer time moves all. */
function leastRate({ rates }: Rhythm, hour: number): number {
  const near = [hour + HOURS_A_WEEK - 1, hour, hour + 1].map((each) => rates[each % HOURS_A_WEEK] ?? 0);
  return Math.min(...near);
}

/** How many messages a stretch of time would have brought. */
export function expectedBetween(rhythm: Rhythm, fromMs: number, toMs: number): number {
  let sum = 0;
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(toMs, hourOf(atMs) + HOUR_MS);
    sum += (leastRate(rhythm, hourOfWeek(atMs)) * (endMs - atMs)) / HOUR_MS;
    atMs = endMs;
  }
  return sum;
}

/**
 * Takes in messages that were heard, up to the last of them. Late reports and reports in any order do no harm beyond the
 * hour they are counted in.
 * @param brokenFromMs as for {@link advanced}
 */
export function heard(
  before: Rhythm,
  { lastMs, count }: { readonly lastMs: number; readonly count: number },
  brokenFromMs?: number,
): Rhythm {
  const isLater = lastMs > before.heardMs;
  const gap = isLater && brokenFromMs === undefined ? expectedBetween(before, before.heardMs, lastMs) : 0;
  const next = advanced(before, lastMs, brokenFromMs);
  return {
    ...next,
    heardMs: Math.max(before.heardMs, lastMs),
    count: next.count + count,
    quietest: Math.max(next.quietest, gap),
  };
}
