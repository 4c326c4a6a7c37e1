import * as z from 'zod/mini';
import { CLOCK_NAMES } from '#domain/clock-name.ts';

/** How a clock ended. */
export const verdict = z.enum(['met', 'breached', 'ended']);
export type Verdict = z.infer<typeof verdict>;

/**
 * What was told of the end of a clock was wrong, because a calendar was: it stands in the entry that corrects it, and
 * what was told stays where it is.
 */
export const clockCorrection = z.object({
  clock: z.enum(CLOCK_NAMES),
  episode: z.number(),
  cycle: z.number(),
  was: verdict,
  is: verdict,
});
export type ClockCorrection = z.infer<typeof clockCorrection>;

/** Of a clock that is over: when what was told of it was put right by calendars that had been mended. */
export type Mended = Pick<ClockCorrection, 'clock' | 'episode' | 'cycle'> & { readonly at: string };
