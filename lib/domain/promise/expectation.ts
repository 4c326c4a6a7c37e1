import { type Hours, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { addWorkingMs, HORIZON_MS, type Span, workingSpans } from '#domain/calendar/working-time.ts';
import type { ExpectedAnswer } from '#domain/promise/answer-promise.ts';

/** An honest expectation: what is ahead, who works, and when, rounded up. More is never promised for more work ahead. */

const MINUTE_MS = 60_000;

/** What is promised, in minutes: the next larger one; above the largest, whole multiples of it. */
const STEPS = [15, 30, 60, 120, 180, 240, 360, 480, 720, 1440] as const;
const LARGEST = 1440;

/** What an expectation is made of. */
export interface Load {
  readonly hours: Hours;
  /** Tickets that come first, by priority and age. */
  readonly ahead: number;
  /** People on duty, at least 1. */
  readonly staff: number;
  /** Minutes of work that one answer takes, as a median. */
  readonly handlingMinutes: number;
}

/** Rounds up to what people say. @param minutes more than 0 */
export function roundedUp(minutes: number): number {
  return STEPS.find((step) => minutes <= step) ?? Math.ceil(minutes / LARGEST) * LARGEST;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** The stretch of working time in which an instant lies; an instant at closing time belongs to what closes. */
function spanAt(hours: Hours, nowMs: number, atMs: number): Span | undefined {
  for (const span of workingSpans(hours, nowMs, nowMs + HORIZON_MS)) if (atMs <= span.to) return span;
  return undefined;
}

/** While somebody works: so many minutes, but never beyond closing time, when the answer is due `by` then. */
function whileOpen(nowMs: number, atMs: number, span: Span): Pick<ExpectedAnswer, 'kind' | 'minutes' | 'until'> {
  const minutes = roundedUp((atMs - nowMs) / MINUTE_MS);
  const untilMs = nowMs + minutes * MINUTE_MS;
  if (untilMs <= span.to) return { kind: 'within', minutes, until: iso(untilMs) };
  return { kind: 'by', until: iso(span.to) };
}

/**
 * When a person is expected to answer.
 * @returns undefined where nobody works for years: nothing is promised then.
 */
export function expectedAnswerOf(
  now: string,
  { hours, ahead, staff, handlingMinutes }: Load,
): ExpectedAnswer | undefined {
  const nowMs = Date.parse(now);
  // So many answers one after another: each is one person's work, however many people there are.
  const rounds = Math.ceil((ahead + 1) / staff);
  const workMs = Math.ceil(rounds * handlingMinutes * MINUTE_MS);
  const atMs = addWorkingMs(hours, nowMs, workMs);
  const span = atMs === undefined ? undefined : spanAt(hours, nowMs, atMs);
  if (atMs === undefined || !span) return undefined;
  const zone = hours === ROUND_THE_CLOCK ? 'UTC' : hours.zone;
  if (span.from === nowMs) return { ...whileOpen(nowMs, atMs, span), zone };
  return { kind: 'from', from: iso(span.from), until: iso(span.to), zone };
}
