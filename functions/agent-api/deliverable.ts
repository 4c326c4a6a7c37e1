import { ApiProblem, type Delivery } from '#contracts/agent-api-problems.ts';
import type { Message } from '#domain/message.ts';
import type { Reply } from '#domain/reply.ts';
import { minutesForPeople, type OtherWay, openWays } from '#domain/reply-window.ts';
import { brokenLimit, type ReplyRule } from '#platforms/reply-rules.ts';
import { MOST_PARTS, partsOf } from '#platforms/split-text.ts';

/** Whether the platform would take an answer, asked before it is queued: no is said with the reason and the numbers. Pure. */

/** An answer that somebody wants to give, and what speaks for or against it. */
export interface Asking {
  readonly channel: string;
  readonly rule: ReplyRule;
  /** What else the channel offers. */
  readonly others: readonly OtherWay[];
  readonly text: string;
  /** Whoever asks wants a text that is too long in parts. */
  readonly inParts: boolean;
  readonly byPerson: boolean;
  /** The message that it answers, when it is still kept. */
  readonly answered: Message | undefined;
  /** When the customer wrote it, as far as the platform may believe. */
  readonly lastInAt: string;
  /** Answers of this kind to this message that were sent, or may yet be. */
  readonly before: readonly Reply[];
  readonly now: string;
}

const MINUTE_MS = 60_000;

const refused = (detail: string, delivery: Delivery): never => {
  throw new ApiProblem('undeliverable', detail, { reason: delivery.code, delivery });
};

const minutesAfter = (from: string, minutes: number): string =>
  new Date(Date.parse(from) + minutes * MINUTE_MS).toISOString();

/** What can still be done when nobody may answer so any more. */
function whenShut({ rule, others, lastInAt, now }: Asking): string {
  const open = openWays(lastInAt, others, now).map((kind) => kind.replace('_', ' '));
  const here = open.length === 0 ? [] : [`Answer by ${open.join(' or ')}.`];
  const elsewhere = rule.afterwards ? [rule.afterwards.mend] : [];
  return [
    ...here,
    ...elsewhere,
    `${here.length + elsewhere.length === 0 ? 'Wait' : 'Or wait'} until the customer writes again.`,
  ].join(' ');
}

function assertWindow(asking: Asking): void {
  const { rule, channel, byPerson, lastInAt, now } = asking;
  if (!rule.window) return;
  const forPeople = minutesForPeople(rule.window);
  const minutes = byPerson ? forPeople : rule.window.minutes;
  const instant = minutesAfter(lastInAt, minutes);
  if (now < instant) return;
  const peopleUntil = minutesAfter(lastInAt, forPeople);
  const mend = now < peopleUntil ? `A person may answer until ${peopleUntil}.` : whenShut(asking);
  const detail = `${channel} takes an answer for ${minutes} minutes after the customer's last message: until ${instant}.`;
  refused(detail, { code: 'window_shut', limit: minutes, unit: 'minutes', instant, mend });
}

function assertOnce({ rule, before, channel }: Asking): void {
  const [first] = before;
  if (!rule.once || !first) return;
  const mend = 'Answer in another way, or wait until the customer writes again.';
  const detail = `${channel} takes one such answer to a message, and there is one: ${first.state}.`;
  refused(detail, { code: 'already_answered', limit: 1, length: before.length + 1, instant: first.createdAt, mend });
}

function assertTaken({ rule, answered, channel }: Asking): void {
  const code = rule.refuses?.({ answerWith: answered?.answerWith });
  if (code === undefined) return;
  const mend = 'Answer in another way, or from the platform itself.';
  refused(`${channel} takes no such answer to this customer: ${code}.`, { code, mend });
}

/** What a text that is too long could still be. */
function otherwise(parts: readonly string[] | undefined, { rule, inParts }: Asking): string {
  if (!rule.splits) return '';
  if (parts) return `, or send it with "inParts": true, as ${parts.length} numbered parts`;
  return inParts ? `: more than ${MOST_PARTS} numbered parts are not sent` : '';
}

/** @throws {ApiProblem} 400 with the numbers when the platform takes no text this long, and parts are unwanted or no way. */
function partsIn(asking: Asking): string[] | undefined {
  const { rule, text, channel, inParts } = asking;
  const broken = brokenLimit(text, rule);
  if (!broken) return undefined;
  const parts = partsOf(text, rule);
  if (parts && inParts) return parts;
  const { maxLength: limit, unit, measure } = broken;
  const length = measure(text);
  const mend = `Shorten it by ${length - limit} ${unit}${otherwise(parts, asking)}.`;
  const detail = `The answer has ${length} ${unit}, ${channel} takes ${limit}.`;
  throw new ApiProblem('reply-too-long', detail, {
    reason: 'too_long',
    delivery: { code: 'too_long', limit, length, unit, mend },
    errors: [{ in: 'body', pointer: '/text', detail, mend }],
  });
}

/**
 * The parts in which a text is sent; undefined when it goes out whole.
 * @throws {ApiProblem} when the platform would not take it.
 */
export function deliverable(asking: Asking): string[] | undefined {
  assertTaken(asking);
  assertOnce(asking);
  assertWindow(asking);
  return partsIn(asking);
}
