import type { ReplyLimits } from '#platforms/reply-limits.ts';
import { weightedLength } from './weighted-length.ts';

/** X docs, "Counting characters": 280 weighted characters for accounts that do not pay for longer posts. */
export const postLimits: ReplyLimits = { maxLength: 280, unit: 'weighted characters', measure: weightedLength };

/** X help, "Direct messages": 10,000 characters. */
export const directMessageLimits: ReplyLimits = {
  maxLength: 10_000,
  unit: 'characters',
  measure: (text) => text.length,
};

/** The limits of a channel; an unknown one gets the stricter. */
export function xLimits(channel: string): ReplyLimits {
  return channel === 'x.dm' ? directMessageLimits : postLimits;
}
