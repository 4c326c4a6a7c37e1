import type { ReplyLimits } from '#platforms/platform.ts';

/**
 * Send API: text of 2,000 characters. The docs do not say what a character is; UTF-16 units are the stricter reading.
 */
export const messengerLimits: ReplyLimits = {
  maxLength: 2_000,
  unit: 'characters',
  measure: (text) => text.length,
};
