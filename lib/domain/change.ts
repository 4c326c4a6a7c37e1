import type { Deed, Entry } from '#domain/entry.ts';
import type { ClockName } from '#domain/sla.ts';
import type { Ticket } from '#domain/ticket.ts';

/**
 * What happened, read off two images of a ticket: zero or more facts. The ids of the facts follow from the ticket, its
 * revision and the fact alone, so that a replay of the stream tells the same facts under the same ids.
 */

/** One fact, before it becomes an event on the bus. */
export interface Fact {
  /** What makes the fact one and the same however often it is told. */
  readonly key: string;
  readonly type: string;
  readonly time: string;
  readonly ticketId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Told = { readonly type: string; readonly data: Readonly<Record<string, unknown>>; readonly key?: string };

function clockFact(type: string, ticket: Ticket, name: ClockName): Told {
  const clock = ticket.clocks[name];
  const { priority } = ticket.assessment;
  return {
    type,
    data: { clock: name, episode: ticket.episode.number, priority, dueAt: clock?.dueAt, assignee: ticket.assignee },
  };
}

/** What an entry itself tells. Messages that moved here by a merge were told where they were first heard. */
function toldByDeed(deed: Deed, ticket: Ticket): Told[] {
  switch (deed.type) {
    case 'heard':
      return deed.moved ? [] : deed.messages.map((message) => heardFact(message, ticket));
    case 'amended':
      return deed.amendments.map(({ messageId, id, kind }) => ({
        type: kind === 'edit' ? 'message.edited' : 'message.deleted',
        data: { messageId },
        key: `amendment/${ticket.account}/${messageId}/${id}`,
      }));
    case 'claimed':
      return [{ type: 'ticket.claimed', data: { assignee: ticket.assignee } }];
    case 'released':
      return [{ type: 'ticket.released', data: { from: deed.from } }];
    case 'assigned':
      return [{ type: 'ticket.assigned', data: { assignee: deed.to, from: deed.from } }];
    case 'noted':
      return [{ type: 'ticket.noted', data: { noteId: deed.noteId } }];
    case 'moved':
      return [];
    case 'reply_queued':
      return [{ type: 'reply.queued', data: { ticketId: ticket.id, replyId: deed.replyId } }];
    case 'reply_sent':
      return [{ type: 'reply.sent', data: { replyId: deed.replyId, messageId: deed.message.id } }];
    case 'reply_failed':
      return [{ type: 'reply.failed', data: { replyId: deed.replyId, reason: deed.reason } }];
    case 'reply_doubtful':
      return [{ type: 'reply.doubtful', data: { replyId: deed.replyId, reason: deed.reason } }];
    case 'clock_warned':
      return [clockFact('sla.warning', ticket, deed.clock)];
    case 'clock_breached':
      return [clockFact('sla.breached', ticket, deed.clock)];
    case 'merged_into':
      return [{ type: 'ticket.merged', data: { into: deed.ticketId } }];
  }
}

function heardFact(
  { id, direction, sentAt }: { id: string; direction: 'in' | 'out'; sentAt: string },
  ticket: Ticket,
): Told {
  const { channel, visibility, customerId, account } = ticket;
  return {
    type: direction === 'in' ? 'message.received' : 'message.sent',
    data: { messageId: id, account, channel, visibility, customerId, sentAt },
    key: `message/${account}/${id}`,
  };
}

/** What the two images tell beside the entry: an opening, a reopening, another status or priority, a clock met. */
function toldByImages(before: Ticket | undefined, after: Ticket): Told[] {
  const told: Told[] = [];
  const { account, channel, visibility, customerId, assessment, status, episode } = after;
  const { priority } = assessment;
  if (!before)
    told.push({
      type: 'ticket.opened',
      data: { account, channel, visibility, customerId, priority, predecessor: after.predecessor },
    });
  if (before && episode.number > before.episode.number)
    told.push({ type: 'ticket.reopened', data: { episode: episode.number, priority } });
  if (before && status !== before.status)
    told.push({ type: 'ticket.status_changed', data: { from: before.status, to: status, assignee: after.assignee } });
  if (before && priority !== before.assessment.priority) {
    told.push({
      type: 'ticket.priority_changed',
      data: { from: before.assessment.priority, to: priority, score: assessment.score },
    });
  }
  for (const name of ['firstResponse', 'resolution'] as const) {
    if (after.clocks[name]?.metAt && !before?.clocks[name]?.metAt) told.push(clockFact('sla.met', after, name));
  }
  return told;
}

function factOf({ type, data, key }: Told, ticketId: string, { revision, at }: Entry): Fact {
  return {
    key: key ? `${type}/${key}` : `${type}/${ticketId}/${revision}/${String(data['clock'] ?? '')}`,
    type,
    time: at,
    ticketId,
    data,
  };
}

/** The facts between two images of a ticket; an image of the same or an older revision tells nothing. */
function factsBetween(before: Ticket | undefined, after: Ticket): Fact[] {
  if (before && before.revision >= after.revision) return [];
  const told = [...toldByImages(before, after), ...toldByDeed(after.lastEntry.deed, after)];
  return told.map((fact) => factOf(fact, after.id, after.lastEntry));
}

/** The fact that a person deleted a ticket; what expires by itself tells nothing. */
function deletionOf(ticket: Ticket, at: string): Fact {
  const key = `ticket.deleted/${ticket.id}`;
  return { key, type: 'ticket.deleted', time: at, ticketId: ticket.id, data: { account: ticket.account } };
}

/** What a stream record says of a ticket. */
export type TicketImages =
  | { readonly kind: 'written'; readonly before: Ticket | undefined; readonly after: Ticket }
  /** A person (or a program of theirs) deleted it. */
  | { readonly kind: 'deleted'; readonly before: Ticket; readonly at: string }
  /** Its time to live ran out, or the record is of no ticket. */
  | { readonly kind: 'nothing' };

/** Every fact that a stream record tells. */
export function factsOf(images: TicketImages): Fact[] {
  if (images.kind === 'written') return factsBetween(images.before, images.after);
  return images.kind === 'deleted' ? [deletionOf(images.before, images.at)] : [];
}
