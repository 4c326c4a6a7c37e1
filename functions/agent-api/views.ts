import type { EntryView, NoteView, ReplyView, TicketView } from '#contracts/agent-api-views.ts';
import type { Entry } from '#domain/entry.ts';
import { guardOfTicket } from '#domain/guard.ts';
import type { Notes } from '#domain/ports.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';
import { trajectoryOf } from '#domain/trajectory.ts';
import { impersonal } from './blind.ts';
import { clocksViewOf } from './clock-view.ts';
import { etagOf } from './preconditions.ts';
import { DISCREET, type Sight, shown } from './sight.ts';

/** What leaves the house, field by field: what is added to the domain does not show until it is named here. */

/** A ticket as agents see it. @param blind whether who the customer is must not be seen */
export function ticketViewOf(ticket: Ticket, blind: boolean): TicketView {
  const { id, account, platform, channel, visibility, customerId, status, assignee, assessment } = ticket;
  const { number, startedAt, resolvedAt } = ticket.episode;
  return {
    id,
    etag: etagOf(ticket.workVersion),
    lastMessageSeen: ticket.lastMessageSeen,
    account,
    platform,
    channel,
    visibility,
    customerId,
    status,
    assignee,
    tier: blind ? undefined : ticket.tier,
    team: ticket.team,
    assessment: blind ? impersonal(assessment) : assessment,
    blind: blind ? true : undefined,
    trajectory: trajectoryOf(ticket.episode.readings),
    guard: guardOfTicket(ticket),
    episode: { number, startedAt, resolvedAt },
    clocks: clocksViewOf(ticket.clocks),
    lastCustomerMessageAt: ticket.lastIn?.sentAt,
    lastAnswerAt: ticket.lastOut?.sentAt,
    openedAt: ticket.openedAt,
    updatedAt: ticket.updatedAt,
    predecessor: ticket.predecessor,
    mergedInto: ticket.mergedInto,
  };
}

/** A reply, without the lease of its sending. */
export function replyViewOf(reply: Reply, sight: Sight = DISCREET): ReplyView {
  const { replyId, state, channel, visibility, inReplyTo, by, reason, messageId, createdAt, updatedAt } = reply;
  const { guardReasons } = reply;
  const text = reply.text === undefined ? undefined : shown(reply.text, sight);
  const end = { reason, guardReasons, messageId };
  return { replyId, state, channel, visibility, inReplyTo, text, by, ...end, createdAt, updatedAt };
}

type Note = Awaited<ReturnType<Notes['ofTicket']>>[number];

export function noteViewOf({ noteId, text, by, at }: Note, sight: Sight = DISCREET): NoteView {
  return { noteId, text: shown(text, sight), by, at };
}

export function entryViewOf({ id, at, by, why, deed }: Entry, sight: Sight = DISCREET): EntryView {
  return { id, at, by, why: why === undefined ? undefined : shown(why, sight), deed };
}
