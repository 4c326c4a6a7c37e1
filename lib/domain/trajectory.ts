import type { Flag, Sentiment } from '#domain/classification.ts';
import type { Gist, Reading } from '#domain/reading.ts';

/** Is it getting worse? Told by what the customer said in this episode, the latest message against those before it. */

export const TRAJECTORIES = ['worsening', 'steady', 'improving'] as const;
export type Trajectory = (typeof TRAJECTORIES)[number];

/** How displeased somebody is by the label alone, where the classifier gives no signal. */
const BY_LABEL: Readonly<Record<Sentiment, number>> = { negative: 0.9, neutral: 0.3, positive: 0.05 };
/** What shows that patience has ended. */
const GRAVE: ReadonlySet<Flag> = new Set(['legal', 'safety', 'threat_to_leave', 'press']);
const GRAVITY = 0.3;
/** A smaller difference is noise. */
const STEP = 0.25;

/** How hot a message is: 0 glad, 1 furious, more with a threat. */
function heatOf({ sentiment, signals, flags = [] }: Gist): number {
  const sarcasm = flags.includes('sarcasm') ? BY_LABEL.negative : 0;
  const displeasure = signals?.negative ?? BY_LABEL[sentiment];
  return Math.max(displeasure, sarcasm) + (flags.some((flag) => GRAVE.has(flag)) ? GRAVITY : 0);
}

/** @param readings in order of platform time. @returns undefined before the second message. */
export function trajectoryOf(readings: readonly Gist[]): Trajectory | undefined {
  const heats = readings.map(heatOf);
  const [latest, ...before] = heats.toReversed();
  if (latest === undefined || before.length === 0) return undefined;
  const difference = latest - before.reduce((sum, heat) => sum + heat, 0) / before.length;
  if (Math.abs(difference) < STEP) return 'steady';
  return difference > 0 ? 'worsening' : 'improving';
}

/** The message with which it first turned to worsening, by its id; it stays, also when the customer calms down later. */
export function worsenedWith(readings: readonly Reading[]): string | undefined {
  return readings.find((_, index) => trajectoryOf(readings.slice(0, index + 1)) === 'worsening')?.id;
}
