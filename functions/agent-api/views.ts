import type { ReplyView } from '#contracts/agent-api-replies.ts';
import type { EntryView, NoteView, TicketView } from '#contracts/agent-api-views.ts';
import type { Entry } from '#domain/entry.ts';
import { guardOfTicket } from '#domain/guard.ts';
import { earliest } from '#domain/instant.ts';
import type { Notes } from '#domain/ports.ts';
import type { Reply } from '#domain/reply.ts';
import { replyWindow } from '#domain/reply-window.ts';
import { isInWork } from '#domain/status.ts';
import type { Ticket } from '#domain/ticket.ts';
import { trajectoryOf } from '#domain/trajectory.ts';
import { lastVenue, platformOf } from '#domain/venue.ts';
import { answerRule, otherWays } from '#platforms/reply-rules.ts';
import { impersonal, isBlind } from './blind.ts';
import { clocksViewOf } from './clock-view.ts';
import type { AgentApiPorts } from './ports.ts';
import { etagOf } from './preconditions.ts';
import { DISCREET, type Sight, shown } from './sight.ts';

/** What leaves the house, field by field: what is added to the domain does not show until it is named here. */

type Seeing = Pick<AgentApiPorts, 'blindUntilClaimed' | 'platformNamed' | 'clock'>;

/** The platform's own deadline, of a ticket on which an answer may still be sent. */
function replyWindowOf({ platformNamed, clock }: Seeing, ticket: Ticket): TicketView['replyWindow'] {
  const { lastIn, heardAt, status } = ticket;
  const { account, channel, visibility } = lastVenue(ticket);
  const replies = platformNamed(platformOf(account))?.replies ?? {};
  const rule = answerRule(replies, channel, visibility);
  // A platform's clock that is ahead opens no longer window.
  const from = lastIn && earliest(lastIn.sentAt, heardAt);
  if (!rule?.window || !from || !isInWork(status)) return undefined;
  const others = otherWays(replies, channel, rule);
  const { possible, ...window } = replyWindow(
    from,
    { own: rule.window, others, afterwards: rule.afterwards?.kind },
    clock(),
  );
  return { ...window, possible: [...possible] };
}

/** A ticket as agents see it: who the customer is may have to wait until it is claimed. */
export function ticketViewOf(ports: Seeing, ticket: Ticket): TicketView {
  const blind = isBlind(ports, ticket);
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
    goesOn: ticket.lastIn?.venue,
    status,
    assignee,
    tier: blind ? undefined : ticket.tier,
    team: ticket.team,
    assessment: blind ? impersonal(assessment) : assessment,
    blind: blind ? true : undefined,
    trajectory: trajectoryOf(ticket.episode.readings),
    guard: guardOfTicket(ticket),
    episode: { number, startedAt, resolvedAt },
    clocks: clocksViewOf(ticket),
    replyWindow: replyWindowOf(ports, ticket),
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
  const { guardReasons, hide, notBefore, opens } = reply;
  const text = reply.text === undefined ? undefined : shown(reply.text, sight);
  const where = opens && { account: opens.account, channel: opens.channel };
  const parts = reply.parts && { count: reply.parts.length, sent: reply.sentParts?.length ?? 0 };
  const end = { reason, guardReasons, messageId, opened: where };
  return {
    replyId,
    state,
    channel,
    visibility,
    inReplyTo,
    hide,
    text,
    parts,
    by,
    notBefore,
    ...end,
    createdAt,
    updatedAt,
  };
}

type Note = Awaited<ReturnType<Notes['ofTicket']>>[number];

export function noteViewOf({ noteId, text, by, at }: Note, sight: Sight = DISCREET): NoteView {
  return { noteId, text: shown(text, sight), by, at };
}

export function entryViewOf({ id, at, by, why, deed }: Entry, sight: Sight = DISCREET): EntryView {
  return { id, at, by, why: why === undefined ? undefined : shown(why, sight), deed };
}
