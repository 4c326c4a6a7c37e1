import type { ReplyLimits } from '#platforms/reply-limits.ts';

/** Our own bound for the generic inlet: what an agent may write in one go. Counted as JavaScript counts. */
export const standardLimits: ReplyLimits = {
  maxLength: 10_000,
  unit: 'characters',
  measure: (text) => text.length,
};
