import { type Hours, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import type { Position } from '#domain/message.ts';
import { hoursFor } from '#domain/policy/book.ts';
import { type AnswerPromise, acknowledgementId } from '#domain/promise/answer-promise.ts';
import { expectedAnswerOf } from '#domain/promise/expectation.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';
import { lastVenue } from '#domain/venue.ts';
import { aheadOf } from './backlog.ts';
import type { AcknowledgePorts } from './ports.ts';

/** What waits for an answer. */
export interface Asked {
  readonly ticket: Ticket;
  readonly episode: number;
  /** What the customer said last. */
  readonly question: Position;
  /** When the event happened: the same however often it comes, so that its day names where the promise is kept. */
  readonly at: string;
}

/** People on duty: as the calendar says, which leads edit; else as the stage was deployed. */
function staffOn(hours: Hours, { staff }: AcknowledgePorts['settings']): number {
  if (hours === ROUND_THE_CLOCK) return staff.default;
  return hours.onDuty ?? staff.byCalendar?.[hours.name] ?? staff.default;
}

/** The promise that can honestly be made now; undefined when none can. */
export async function makePromise(ports: AcknowledgePorts, asked: Asked): Promise<AnswerPromise | undefined> {
  const [{ calendars }, waiting] = await Promise.all([ports.slaBook(), ports.backlog()]);
  if (!waiting) return undefined;
  const { ticket, episode, question, at } = asked;
  const { handlingMinutes } = ports.settings;
  const hours = hoursFor(calendars, 'business', ticket);
  const load = { ahead: aheadOf(ticket, waiting), staff: staffOn(hours, ports.settings), handlingMinutes };
  const madeAt = ports.clock();
  const expected = expectedAnswerOf(madeAt, { ...load, hours });
  if (!expected) return undefined;
  const when = { day: at.slice(0, 10), askedAt: question.sentAt, madeAt };
  return { ticketId: ticket.id, episode, account: ticket.account, ...when, expected, ...load };
}

/** The reply that tells the promise. */
export function replyOf({ ticket, question, at }: Asked, { episode, madeAt }: AnswerPromise, text: string): Reply {
  const { id: ticketId } = ticket;
  const { account, channel, visibility, customerId } = lastVenue(ticket);
  return {
    ticketId,
    replyId: acknowledgementId({ ticketId, episode }),
    account,
    channel,
    visibility,
    customerId,
    inReplyTo: question.id,
    text,
    by: { kind: 'automation', id: 'acknowledge' },
    acknowledgement: true,
    guardVerdict: 'may_speak',
    state: 'queued',
    attempt: 0,
    createdAt: at,
    updatedAt: madeAt,
  };
}
