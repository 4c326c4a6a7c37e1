import { isOver, type TicketClock } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

/** The platform's own deadline: until when it takes an answer, what is due by it, and what is possible afterwards. */

const MINUTE_MS = 60_000;

/** How long before the window shuts somebody is told, where the policy says nothing. */
export const WINDOW_WARNING_MINUTES = 60;

/** Minutes from the customer's last message, as a platform declares them. */
export interface WindowMinutes {
  readonly minutes: number;
  /** For a person who answers in the platform's own app, where that is longer. */
  readonly personMinutes?: number | undefined;
}

/** Instants are ISO 8601 UTC. */
export interface ReplyWindow {
  /** Until when the platform takes what Earshot sends, whoever wrote it. */
  readonly closesAt: string;
  /** Until when a person may answer in the platform's own app, where that is longer. */
  readonly appClosesAt?: string | undefined;
  /** What is left of it now: an answer from here, one in the platform's own app, or none. */
  readonly possible: 'answer' | 'answer_in_app' | 'nothing';
}

const after = (from: string, minutes: number): string => new Date(Date.parse(from) + minutes * MINUTE_MS).toISOString();

/** The window after the customer's last message. @param lastInAt its platform time */
export function replyWindow(lastInAt: string, { minutes, personMinutes = 0 }: WindowMinutes, now: string): ReplyWindow {
  const closesAt = after(lastInAt, minutes);
  const appClosesAt = personMinutes > minutes ? after(lastInAt, personMinutes) : undefined;
  const isInApp = appClosesAt !== undefined && now < appClosesAt;
  const possible = now < closesAt ? 'answer' : isInApp ? 'answer_in_app' : 'nothing';
  return { closesAt, ...(appClosesAt && { appClosesAt }), possible };
}

/** When an answer is due, and who says so: the policy, or the platform where its window shuts before. */
export function answerDue(
  { dueAt, ...clock }: Pick<TicketClock, 'dueAt' | 'doneAt' | 'endedAt' | 'startedAt'>,
  closesAt: string | undefined,
): { dueAt: string; dueBy: 'policy' | 'platform' } | undefined {
  const isOpen = closesAt !== undefined && closesAt > clock.startedAt && !isOver({ ...clock, targetMinutes: 0 });
  if (isOpen && (dueAt === undefined || closesAt < dueAt)) return { dueAt: closesAt, dueBy: 'platform' };
  return dueAt === undefined ? undefined : { dueAt, dueBy: 'policy' };
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
