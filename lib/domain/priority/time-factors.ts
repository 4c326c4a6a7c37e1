import type { Share } from '#domain/priority/factor.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';

/** What time counts: it grows in steps, so that a score changes at instants that can be told beforehand. */

const MINUTE_MS = 60_000;

/** How long somebody has waited, in milliseconds; undefined when nobody waits. */
function waitedMs({ waitingSince, at }: PriorityInputs): number | undefined {
  return waitingSince === undefined ? undefined : Math.max(0, Date.parse(at) - Date.parse(waitingSince));
}

export function waitingShare(inputs: PriorityInputs, { waiting: { steps } }: PriorityPolicyDocument): Share {
  const waited = waitedMs(inputs);
  if (waited === undefined) return { points: 0, because: 'nobody waits' };
  const step = steps.findLast(({ afterMinutes }) => afterMinutes * MINUTE_MS <= waited);
  return step
    ? { points: step.points, because: `${step.afterMinutes} minutes or more` }
    : { points: 0, because: 'not long' };
}

/** A window that has shut presses nobody any more. */
export function windowShare(inputs: PriorityInputs, { windowClosing }: PriorityPolicyDocument): Share {
  const { replyWindowClosesAt, waitingSince, at } = inputs;
  if (replyWindowClosesAt === undefined || waitingSince === undefined) return { points: 0, because: 'no window' };
  const left = Date.parse(replyWindowClosesAt) - Date.parse(at);
  if (left <= 0) return { points: 0, because: 'shut' };
  const step = windowClosing.findLast(({ minutesLeft }) => left <= minutesLeft * MINUTE_MS);
  return step
    ? { points: step.points, because: `shuts within ${step.minutesLeft} minutes` }
    : { points: 0, because: 'open' };
}

/** Every instant at which time changes the score, in order. */
export function moments(
  { waitingSince, replyWindowClosesAt }: PriorityInputs,
  { waiting, windowClosing }: PriorityPolicyDocument,
): string[] {
  if (waitingSince === undefined) return [];
  const since = Date.parse(waitingSince);
  const grows = waiting.steps.map(({ afterMinutes }) => since + afterMinutes * MINUTE_MS);
  const shuts = replyWindowClosesAt === undefined ? undefined : Date.parse(replyWindowClosesAt);
  const presses =
    shuts === undefined ? [] : [...windowClosing.map(({ minutesLeft }) => shuts - minutesLeft * MINUTE_MS), shuts];
  return [...new Set([...grows, ...presses])].sort((a, b) => a - b).map((at) => new Date(at).toISOString());
}
