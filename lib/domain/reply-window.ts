import { type MessageRef, saidAt } from '#domain/entry.ts';
import { isOver } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

/** The platform's own deadline: until when it takes an answer, and what is possible now and afterwards. */

const MINUTE_MS = 60_000;

/** How long before the window shuts somebody is told, where the policy says nothing. */
export const WINDOW_WARNING_MINUTES = 60;

/** Minutes from the customer's last message, as a platform declares them. */
export interface WindowMinutes {
  readonly minutes: number;
  /** For what a person writes, where that is longer. */
  readonly personMinutes?: number | undefined;
}

/** Minutes for which a person may answer. */
export const minutesForPeople = ({ minutes, personMinutes = 0 }: WindowMinutes): number =>
  Math.max(minutes, personMinutes);

/**
 * What can be sent: an answer in the ticket's own way by a person or by automation, or another one that its channel offers.
 * A `template` is sent from outside Earshot, once the window is shut.
 */
export const WAYS = [
  'answer',
  'automatic_answer',
  'public_reply',
  'private_message',
  'private_reply',
  'review_answer',
  'template',
] as const;
export type Way = (typeof WAYS)[number];

/** Instants are ISO 8601 UTC. */
export interface ReplyWindow {
  /** Until when the platform takes a person's answer. */
  readonly closesAt: string;
  /** Until when it takes automation's, where that is sooner. */
  readonly automationClosesAt?: string | undefined;
  /** What the platform takes now, from Earshot or elsewhere; empty when it takes nothing any more. */
  readonly possible: readonly Way[];
}

/** Another way to reach the customer, and how long it is open. */
export interface OtherWay {
  readonly kind: Exclude<Way, 'answer' | 'automatic_answer' | 'template'>;
  readonly window?: WindowMinutes | undefined;
}

export interface Windows {
  /** Of an answer in the ticket's own way. */
  readonly own: WindowMinutes;
  readonly others: readonly OtherWay[];
  /** What the platform takes from elsewhere when its own way is shut. */
  readonly afterwards?: 'template' | undefined;
}

const after = (from: string, minutes: number): string => new Date(Date.parse(from) + minutes * MINUTE_MS).toISOString();

/** The other ways that are open to people. @param lastInAt the platform's time of the customer's last message */
export function openWays(lastInAt: string, others: readonly OtherWay[], now: string): OtherWay['kind'][] {
  const isOpen = ({ window }: OtherWay) => !window || now < after(lastInAt, minutesForPeople(window));
  return others.filter(isOpen).map(({ kind }) => kind);
}

/** The window after the customer's last message. @param lastInAt its platform time */
export function replyWindow(lastInAt: string, { own, others, afterwards }: Windows, now: string): ReplyWindow {
  const [closesAt, automationClosesAt] = [after(lastInAt, minutesForPeople(own)), after(lastInAt, own.minutes)];
  const possible: Way[] = [
    ...(now < closesAt ? (['answer'] as const) : []),
    ...(now < automationClosesAt ? (['automatic_answer'] as const) : []),
    ...openWays(lastInAt, others, now),
    ...(afterwards && now >= closesAt ? [afterwards] : []),
  ];
  return { closesAt, ...(automationClosesAt < closesAt && { automationClosesAt }), possible };
}

/**
 * Until when the platform takes a person's answer to a message; undefined where it always does.
 * A platform's clock that is ahead opens no window that is longer.
 */
export function lastMoment(ref: Pick<MessageRef, 'sentAt' | 'startsAt' | 'windowMinutes'>): string | undefined {
  return ref.windowMinutes === undefined ? undefined : after(saidAt(ref), ref.windowMinutes);
}

/** Which clock waits for an answer that the platform may refuse before long, and when somebody is told. */
export interface ClosingWindow {
  readonly name: 'firstResponse' | 'nextResponse';
  readonly at: string;
  readonly closesAt: string;
}

/**
 * The telling that is to come before a ticket's window shuts: once a window. What was found late, or after the window had
 * shut, is not told: nobody could have done anything.
 * @param minutesBefore 0: nobody is told.
 */
export function closingWindow(
  { clocks, replyWindowClosesAt: closesAt }: Pick<Ticket, 'clocks' | 'replyWindowClosesAt'>,
  minutesBefore: number = WINDOW_WARNING_MINUTES,
): ClosingWindow | undefined {
  if (closesAt === undefined || minutesBefore === 0) return undefined;
  const names = ['nextResponse', 'firstResponse'] as const;
  const name = names.find((each) => clocks[each] && !isOver(clocks[each]));
  const clock = name && clocks[name];
  if (!name || !clock || clock.late || closesAt <= clock.startedAt || clock.windowTold === closesAt) return undefined;
  return { name, at: after(closesAt, -minutesBefore), closesAt };
}
