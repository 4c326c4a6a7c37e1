import type { Actor } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Deed } from '#domain/entry.ts';
import { freshEpisode } from '#domain/episode.ts';
import { NotFoundError, RefusedError, StaleError } from '#domain/errors.ts';
import { assertMove, isInWork, type Status } from '#domain/status.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';

/** What agents do to a ticket, as pure decisions. Each answers with a change, or with undefined when it is done already. */

/** What every command brings along. */
export interface CommandContext {
  readonly by: Actor & { readonly id: string };
  readonly now: string;
  /** The work version the agent saw (If-Match). */
  readonly ifMatch: number;
  readonly why?: string | undefined;
}

/** What a reply or a status change must have seen: the ticket's `lastMessageSeen`. */
export interface SeenContext extends CommandContext {
  readonly lastMessageSeen: number;
}

/** The ticket as the agent saw it. @throws {NotFoundError} @throws {StaleError} when another agent's edit came first. */
export function current(ticket: Ticket | undefined, { ifMatch }: CommandContext): Ticket {
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  if (ticket.workVersion !== ifMatch) {
    throw new StaleError(
      `The ticket is at version ${ticket.workVersion}, the request names ${ifMatch}: read it again.`,
    );
  }
  return ticket;
}

/** @throws {StaleError} when the customer has written what the agent has not read, or the agent has read what is not there. */
function assertRead({ lastMessageSeen: said }: Ticket, { lastMessageSeen: read }: SeenContext): void {
  if (said === read) return;
  const told =
    said > read
      ? `The ticket has ${said} messages, the request has seen ${read}: read the new ones first.`
      : `The ticket has fewer messages (${said}) than the request has seen (${read}): read it again.`;
  throw new StaleError(told, 'unread');
}

function assertInWork({ status }: Ticket, doing: string): void {
  if (!isInWork(status))
    throw new RefusedError('not_in_work', `A ${status} ticket cannot be ${doing}: reopen it first.`);
}

/** What an agent's edit makes of a ticket. */
export function work(body: TicketBody, deed: Deed, context: CommandContext): Change {
  return { body, deed, by: context.by, at: context.now, why: context.why, isWork: true };
}

/** Takes an unowned ticket; a new one becomes open. @throws {RefusedError} when it is somebody else's. */
export function claim(before: Ticket | undefined, context: CommandContext): Change | undefined {
  const ticket = current(before, context);
  assertInWork(ticket, 'claimed');
  if (ticket.assignee === context.by.id) return undefined;
  if (ticket.assignee)
    throw new RefusedError('already_claimed', 'Somebody else has claimed this ticket: ask for it to be released.');
  const status = ticket.status === 'new' ? 'open' : ticket.status;
  return work({ ...ticket, status, assignee: context.by.id }, { type: 'claimed' }, context);
}

/** Gives a ticket back to the queue. @param mayReleaseOthers leads may free another's ticket. */
export function release(
  before: Ticket | undefined,
  context: CommandContext & { mayReleaseOthers: boolean },
): Change | undefined {
  const ticket = current(before, context);
  if (!ticket.assignee) return undefined;
  if (ticket.assignee !== context.by.id && !context.mayReleaseOthers) {
    throw new RefusedError('not_yours', 'Only its assignee or a lead may release this ticket.');
  }
  return work({ ...ticket, assignee: undefined }, { type: 'released', from: ticket.assignee }, context);
}

/** Hands a ticket to an agent, whoever had it. */
export function assign(before: Ticket | undefined, context: CommandContext & { to: string }): Change | undefined {
  const ticket = current(before, context);
  assertInWork(ticket, 'assigned');
  if (ticket.assignee === context.to) return undefined;
  const deed: Deed = { type: 'assigned', to: context.to, from: ticket.assignee };
  return work({ ...ticket, assignee: context.to }, deed, context);
}

/** Gives a ticket to a team, whose targets and hours it has from then on; `undefined`: to no team. */
export function giveToTeam(
  before: Ticket | undefined,
  context: CommandContext & { team: string | undefined },
): Change | undefined {
  const ticket = current(before, context);
  assertInWork(ticket, 'given to a team');
  if (ticket.team === context.team) return undefined;
  const deed: Deed = { type: 'team_set', team: context.team, from: ticket.team };
  return work({ ...ticket, team: context.team }, deed, context);
}

/** Records that a note was written; its words are kept apart. A note edits nothing, so it needs no version. */
export function note(
  before: Ticket | undefined,
  context: Omit<CommandContext, 'ifMatch'> & { noteId: string },
): Change | undefined {
  if (!before) throw new NotFoundError('There is no such ticket.');
  const { by, now: at } = context;
  return { body: before, deed: { type: 'noted', noteId: context.noteId }, by, at, isWork: false };
}

/** Records that personal data is about to be shown: nobody reads it without a trace. It edits nothing. */
export function readPersonalData(
  before: Ticket | undefined,
  { by, now: at }: Pick<CommandContext, 'by' | 'now'>,
): Change | undefined {
  if (!before) throw new NotFoundError('There is no such ticket.');
  return { body: before, deed: { type: 'personal_data_read' }, by, at, isWork: false };
}

/** What a status does to the episode: resolving ends it, coming back to work begins the next. */
function withStatus(ticket: Ticket, to: Status, { now }: CommandContext): TicketBody {
  const body = { ...ticket, status: to };
  if (to === 'resolved') return { ...body, episode: { ...ticket.episode, resolvedAt: now } };
  if (!isInWork(ticket.status) && isInWork(to)) {
    const episode = { ...freshEpisode(ticket.episode.number + 1), startedAt: now, readings: ticket.episode.readings };
    return { ...body, episode };
  }
  return body;
}

/** Moves a ticket by the transition table; resolving or waiting needs every message read. */
export function moveTo(before: Ticket | undefined, context: SeenContext & { to: Status }): Change | undefined {
  const ticket = current(before, context);
  if (ticket.status === context.to) return undefined;
  assertMove(ticket.status, context.to, 'agent');
  assertRead(ticket, context);
  return work(withStatus(ticket, context.to, context), { type: 'moved', from: ticket.status, to: context.to }, context);
}

/** Commits a reply to be sent. It must answer what the customer said last, and it makes a new ticket open. */
export function queueReply(before: Ticket | undefined, context: SeenContext & { replyId: string }): Change | undefined {
  const ticket = current(before, context);
  assertInWork(ticket, 'answered');
  assertRead(ticket, context);
  const status = ticket.status === 'new' ? 'open' : ticket.status;
  return work({ ...ticket, status }, { type: 'reply_queued', replyId: context.replyId }, context);
}
