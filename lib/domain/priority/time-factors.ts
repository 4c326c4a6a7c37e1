import type { Share } from '#domain/priority/factor.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';

/** What time counts: it grows in steps, so that a score changes at instants that can be told beforehand. */

const MINUTE_MS = 60_000;

/** Since when somebody waits and when the window shuts, in epoch milliseconds. */
export interface Waiting {
  readonly sinceMs: number | undefined;
  readonly shutsMs: number | undefined;
}

const msOf = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : Date.parse(instant);

/** A window presses only while somebody waits. */
export function waitingIn({ waitingSince, replyWindowClosesAt }: PriorityInputs): Waiting {
  const sinceMs = msOf(waitingSince);
  return { sinceMs, shutsMs: sinceMs === undefined ? undefined : msOf(replyWindowClosesAt) };
}

/** What it counts at an instant that somebody waits. */
export function waitingShare({ sinceMs }: Waiting, atMs: number, { waiting }: PriorityPolicyDocument): Share {
  if (sinceMs === undefined) return { points: 0, because: 'nobody waits' };
  const step = waiting.steps.findLast(({ afterMinutes }) => sinceMs + afterMinutes * MINUTE_MS <= atMs);
  return step
    ? { points: step.points, because: `${step.afterMinutes} minutes or more` }
    : { points: 0, because: 'not long' };
}

/** What it counts at an instant that the window shuts. One that has shut presses nobody any more. */
export function windowShare({ shutsMs }: Waiting, atMs: number, { windowClosing }: PriorityPolicyDocument): Share {
  if (shutsMs === undefined) return { points: 0, because: 'no window' };
  if (shutsMs <= atMs) return { points: 0, because: 'shut' };
  const step = windowClosing.findLast(({ minutesLeft }) => shutsMs - minutesLeft * MINUTE_MS <= atMs);
  return step
    ? { points: step.points, because: `shuts within ${step.minutesLeft} minutes` }
    : { points: 0, because: 'open' };
}

/** Every instant at which time changes the score, in order, in epoch milliseconds. */
export function moments({ sinceMs, shutsMs }: Waiting, { waiting, windowClosing }: PriorityPolicyDocument): number[] {
  if (sinceMs === undefined) return [];
  const grows = waiting.steps.map(({ afterMinutes }) => sinceMs + afterMinutes * MINUTE_MS);
  if (shutsMs === undefined) return grows;
  const presses = windowClosing.map(({ minutesLeft }) => shutsMs - minutesLeft * MINUTE_MS);
  return [...grows, ...presses, shutsMs].sort((a, b) => a - b);
}
