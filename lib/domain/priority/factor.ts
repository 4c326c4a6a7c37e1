import type { Said } from '#domain/priority/inputs.ts';

/** The named parts of a score. */

export const FACTOR_NAMES = [
  'urgency',
  'sentiment',
  'intent',
  'reach',
  'engagement',
  'tier',
  'repeated_contact',
  'waiting',
  'window_closing',
] as const;
export type FactorName = (typeof FACTOR_NAMES)[number];

/** What one factor comes to: whole points, the finding behind them, and the message in which it was found. */
export interface Share {
  readonly points: number;
  readonly because: string;
  readonly messageId?: string | undefined;
  readonly unsure?: true | undefined;
}

/** The share of the message with the most points; the latest wins a tie, so that the newest evidence is shown. */
export function strongest(said: readonly Said[], of: (one: Said) => Omit<Share, 'messageId'>): Share {
  let best: Share | undefined;
  for (const one of said) {
    const share = of(one);
    if (best === undefined || share.points >= best.points) best = { ...share, messageId: one.id };
  }
  return best ?? { points: 0, because: 'nothing said' };
}

/** What an unsure finding counts: part of the way from what is assumed when nothing is known. */
export function leaned(points: number, assumed: number, share: number): number {
  return Math.round(assumed + (points - assumed) * share);
}

/** A count on a log scale: nothing up to `from`, `max` points at `to` and above. */
export function onLogScale(count: number, { from, to, max }: { from: number; to: number; max: number }): number {
  if (count <= from) return 0;
  return Math.round(Math.min(1, Math.log10(count / from) / Math.log10(to / from)) * max);
}
