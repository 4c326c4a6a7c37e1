import { PermanentError } from '#domain/errors.ts';
import type { ReplyTarget } from './platform.ts';
import type { ReplyLimits } from './reply-limits.ts';

/** The rules every rendered reply obeys, whatever the platform: the last door before words leave the house. */

/** How a channel of a platform is spoken to. */
export interface ChannelRule {
  readonly channel: string;
  readonly visibility: ReplyTarget['visibility'];
}

/**
 * Checks that a reply goes where it was meant to go: a private answer is never posted in public, nor the other way round.
 * @throws {PermanentError} `channel_unknown`, `visibility_contradiction`
 */
export function assertChannel(target: ReplyTarget, rules: readonly ChannelRule[]): void {
  const rule = rules.find(({ channel }) => channel === target.channel);
  if (!rule) throw new PermanentError('channel_unknown');
  if (rule.visibility !== target.visibility) throw new PermanentError('visibility_contradiction');
}

/**
 * Checks that the platform can take the words.
 * @throws {PermanentError} `reply_empty`, `reply_too_long`
 */
export function assertText(text: string, limits: ReplyLimits): void {
  if (text.trim() === '') throw new PermanentError('reply_empty');
  if (limits.measure(text) > limits.maxLength) throw new PermanentError('reply_too_long');
}

/** Joins a base address and a path, whether or not the base ends in a slash. */
export function endpoint(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${path}`;
}
