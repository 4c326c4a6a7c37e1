import type { ReplyTarget } from './outgoing.ts';
import type { ReplyWindow } from './reply-rules.ts';

/** What the Send APIs of Messenger and Instagram share. */

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/**
 * Messenger and Instagram policy: any answer within a day of the customer's last message, a person's within seven under
 * the tag HUMAN_AGENT, which takes a permission of the app.
 */
export const TALK_WINDOW: ReplyWindow = { minutes: DAY_MINUTES, personMinutes: 7 * DAY_MINUTES };

/** A private reply to a public word: once, within seven days of it. */
export const PRIVATE_REPLY_WINDOW: ReplyWindow = { minutes: 7 * DAY_MINUTES };

/** True when only a person may still answer, and a person does: the day is over since the customer last wrote. */
export function needsHumanTag({ byPerson, lastInAt }: ReplyTarget, nowMs: number): boolean {
  if (!byPerson || lastInAt === undefined) return false;
  return nowMs - Date.parse(lastInAt) > TALK_WINDOW.minutes * MINUTE_MS;
}

/** What marks a person's answer after the day. */
export const HUMAN_TAG = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } as const;
