import type { ClockFact } from '#domain/clock-fact.ts';
import type { Deed, MessageRef } from '#domain/entry.ts';
import type { Ticket } from '#domain/ticket.ts';
import { venueOf } from '#domain/venue.ts';

/** What one entry tells: its deed, and what it says of clocks. */

/** A fact before it has its ticket, its time and, unless it names one, its key. */
export type Told = { readonly type: string; readonly data: Readonly<Record<string, unknown>>; readonly key?: string };

/** What number of its kind a fact is, by the name that events give it. */
const NUMBERED = {
  warning: 'point',
  escalated: 'step',
  breached: undefined,
  met: undefined,
  paused: undefined,
  resumed: undefined,
  recovered: undefined,
  window_closing: undefined,
} as const satisfies Record<ClockFact['fact'], string | undefined>;

/** How far the escalation of a clock has come; what the ticket keeps is of the clock's present cycle alone. */
function lastStep({ clocks, episode }: Ticket, of: Pick<ClockFact, 'clock' | 'episode' | 'cycle'>): number | undefined {
  const clock = clocks[of.clock];
  const isPresent = episode.number === of.episode && (clock?.cycle ?? 1) === of.cycle;
  return isPresent ? clock?.steps?.at(-1) : undefined;
}

/** A fact of a clock, by one key whatever revision tells it. */
export function toldOfClock({ fact, number, ...data }: ClockFact, ticket: Ticket): Told {
  const { clock, episode, cycle, breach } = data;
  const { assessment, assignee, id } = ticket;
  const name = NUMBERED[fact];
  const step = lastStep(ticket, data);
  return {
    type: `sla.${fact}`,
    data: {
      ...data,
      ...(step !== undefined && { step }),
      ...(name && { [name]: number }),
      priority: assessment.priority,
      assignee,
    },
    key: `${id}/${clock}/${episode}/${cycle}/${number ?? ''}${breach === undefined ? '' : `/${breach}`}`,
  };
}

/** What an entry itself tells. Messages that moved here by a merge were told where they were first heard. */
export function toldByDeed(deed: Deed, ticket: Ticket): Told[] {
  switch (deed.type) {
    case 'heard':
      return deed.moved ? [] : deed.messages.map((message) => heardFact(message, ticket));
    case 'amended':
      return deed.amendments.map((amendment) => amendedFact(amendment, ticket));
    case 'claimed':
      return [{ type: 'ticket.claimed', data: { assignee: ticket.assignee } }];
    case 'released':
      return [{ type: 'ticket.released', data: { from: deed.from } }];
    case 'assigned':
      return [{ type: 'ticket.assigned', data: { assignee: deed.to, from: deed.from } }];
    case 'team_set':
      return [{ type: 'ticket.team_changed', data: { team: deed.team, from: deed.from } }];
    case 'noted':
      return [{ type: 'ticket.noted', data: { noteId: deed.noteId } }];
    case 'moved':
    case 'personal_data_read':
    case 'clock_warned':
    case 'clock_breached':
    case 'reprioritised':
    case 'tier_set':
      return [];
    case 'recomputed':
      return [{ type: 'sla.recomputed', data: { corrections: deed.corrections } }];
    case 'labelled':
      return [{ type: 'message.relabelled', data: { messageId: deed.messageId, labelId: deed.labelId } }];
    case 'reply_queued':
    case 'reply_sent':
    case 'message_hidden':
    case 'reply_failed':
    case 'reply_doubtful':
      return [toldOfReply(deed, ticket)];
    case 'escalated':
      return handedOn(deed.assignee);
    case 'merged_into':
      return [{ type: 'ticket.merged', data: { into: deed.ticketId } }];
  }
}

type ReplyDeed = Extract<Deed, { replyId: string }>;

function toldOfReply(deed: ReplyDeed, { id: ticketId }: Ticket): Told {
  const { replyId } = deed;
  switch (deed.type) {
    case 'reply_queued':
      return { type: 'reply.queued', data: { ticketId, replyId, hides: deed.hides } };
    case 'reply_sent':
      return { type: 'reply.sent', data: { replyId, messageId: deed.message.id, opened: deed.opened } };
    case 'message_hidden':
      return { type: 'message.hidden', data: { messageId: deed.messageId, replyId } };
    case 'reply_failed':
      return { type: 'reply.failed', data: { replyId, reason: deed.reason } };
    case 'reply_doubtful':
      return { type: 'reply.doubtful', data: { replyId, reason: deed.reason } };
  }
}

function handedOn(assignee: { from?: string | undefined; to: string } | undefined): Told[] {
  return assignee ? [{ type: 'ticket.assigned', data: { assignee: assignee.to, from: assignee.from } }] : [];
}

type AmendmentRef = Extract<Deed, { type: 'amended' }>['amendments'][number];

function amendedFact({ messageId, id, kind }: AmendmentRef, { account }: Ticket): Told {
  const type = kind === 'edit' ? 'message.edited' : 'message.deleted';
  return { type, data: { messageId }, key: `amendment/${account}/${messageId}/${id}` };
}

function heardFact({ id, direction, sentAt, venue, files }: MessageRef, ticket: Ticket): Told {
  const { account, ...where } = venue ?? venueOf(ticket);
  return {
    type: direction === 'in' ? 'message.received' : 'message.sent',
    data: { messageId: id, account, ...where, sentAt, files },
    key: `message/${account}/${id}`,
  };
}
