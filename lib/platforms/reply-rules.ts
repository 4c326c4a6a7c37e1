import { PermanentError } from '#domain/errors.ts';
import type { Visibility } from '#domain/message.ts';
import type { OtherWay } from '#domain/reply-window.ts';
import type { ReplyKind, ReplyTarget } from './outgoing.ts';

/** What can be said on a channel, as data: what the API checks before a reply is queued. */

/** A bound on a text, in the platform's own unit. */
export interface ReplyLimits {
  readonly maxLength: number;
  /** The unit, in words: `weighted characters`, `characters`, `bytes`. */
  readonly unit: string;
  /** Measures a text in that unit. */
  readonly measure: (text: string) => number;
}

/** Minutes from the customer's last message. */
export interface ReplyWindow {
  readonly minutes: number;
  /** For what a person writes, where the platform tells people from automation and is asked to. */
  readonly personMinutes?: number;
}

/** A way to reach the customer that is not an answer from here. */
export interface Afterwards {
  readonly kind: 'template';
  /** What to do there, as one sentence. */
  readonly mend: string;
}

/** One kind of reply on one channel. */
export interface ReplyRule extends ReplyLimits {
  readonly kind: ReplyKind;
  readonly visibility: Visibility;
  /** Further bounds on the same text: Bluesky counts graphemes and bytes. */
  readonly also?: readonly ReplyLimits[];
  /** How long after the customer's last message it is taken; absent where it always is. */
  readonly window?: ReplyWindow;
  /** What the platform still takes when the window is shut, from elsewhere: Earshot sends none. */
  readonly afterwards?: Afterwards;
  /** Only one such reply to a message. */
  readonly once?: true;
  /** A longer text is cut into numbered parts, where the platform's users expect it. */
  readonly splits?: true;
  /** Why this customer may not be answered so, or undefined: X since February 2026. */
  readonly refuses?: (message: Answered) => string | undefined;
}

/** What a rule may ask of the message that is answered. */
export interface Answered {
  readonly answerWith?: Readonly<Record<string, string>> | undefined;
}

/** The rules by channel. */
export type ReplyRules = Readonly<Record<string, readonly ReplyRule[]>>;

/** The rule by which a text goes out on a channel to these eyes; hiding has no text and is no answer. */
export function answerRule(rules: ReplyRules, channel: string, visibility: Visibility): ReplyRule | undefined {
  const own = Object.hasOwn(rules, channel) ? rules[channel] : undefined;
  return own?.find((rule) => rule.kind !== 'hide' && rule.visibility === visibility);
}

/** What else a channel offers, beside one of its rules. */
export function otherWays(rules: ReplyRules, channel: string, beside: ReplyRule): OtherWay[] {
  const own = Object.hasOwn(rules, channel) ? (rules[channel] ?? []) : [];
  return own
    .filter((rule) => rule !== beside)
    .flatMap(({ kind, window }): OtherWay[] => (kind === 'hide' ? [] : [{ kind, ...(window && { window }) }]));
}

/** The bound that a text breaks, or undefined. */
export function brokenLimit(text: string, rule: ReplyRule): ReplyLimits | undefined {
  return [rule, ...(rule.also ?? [])].find(({ measure, maxLength }) => measure(text) > maxLength);
}

/**
 * The last door before words leave the house: a reply goes where it was meant to go, with words the platform takes.
 * @throws {PermanentError} `channel_unknown`, `visibility_contradiction`, `cannot_hide`, `reply_empty`, `reply_too_long`
 */
export function ruleFor(target: ReplyTarget, rules: ReplyRules): ReplyRule {
  const own = Object.hasOwn(rules, target.channel) ? rules[target.channel] : undefined;
  if (!own) throw new PermanentError('channel_unknown');
  if (target.hide) return hidingRule(own);
  const rule = answerRule(rules, target.channel, target.visibility);
  if (!rule) throw new PermanentError('visibility_contradiction');
  if (target.text.trim() === '') throw new PermanentError('reply_empty');
  if (brokenLimit(target.text, rule)) throw new PermanentError('reply_too_long');
  return rule;
}

function hidingRule(own: readonly ReplyRule[]): ReplyRule {
  const rule = own.find(({ kind }) => kind === 'hide');
  if (!rule) throw new PermanentError('cannot_hide');
  return rule;
}

/** Joins a base address and a path, whether or not the base ends in a slash. */
export function endpoint(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${path}`;
}

/** Units that several platforms count in. */
export const characters = (text: string): number => text.length;
export const codePoints = (text: string): number => Array.from(text).length;
export const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');
