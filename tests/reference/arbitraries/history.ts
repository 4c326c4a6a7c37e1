import type { Actor } from '#domain/actor.ts';
import type { Deed, Entry, MessageRef } from '#domain/entry.ts';
import { isInWork, type Mover, mayMove, type Status, TRANSITIONS } from '#domain/status.ts';
import { isoOf, type Minute } from '../wall-time.ts';
import type { Judged, MessageWish, Opening, Wish } from './steps.ts';

/** A realistic history made of wishes: what the transition table does not allow does not happen. */

interface Writing {
  at: Minute;
  status: Status;
  readonly entries: Entry[];
  readonly said: MessageRef[];
}

function write(
  writing: Writing,
  deed: Deed,
  given: { by: Actor['kind']; status?: Status; judged?: Judged | undefined },
): void {
  const { by, status = writing.status, judged } = given;
  const moved = status === writing.status ? {} : { status };
  const state = { ...moved, ...judged };
  const number = writing.entries.length + 1;
  const whole = { id: `change-${number}`, revision: number, at: isoOf(writing.at), by: { kind: by }, deed };
  writing.entries.push(Object.keys(state).length > 0 ? { ...whole, state } : whole);
  writing.status = status;
}

const LATE_MINUTES = 24 * 60;

function messageOf(writing: Writing, wish: MessageWish): MessageRef {
  const { isCustomer, isBackfilled, author, mark, lateness } = wish;
  const sentAt = isoOf(writing.at - lateness);
  // What the brand is found to have said long ago was said then.
  const startsAtReceipt = lateness < 0 || (isCustomer && (isBackfilled || lateness > LATE_MINUTES));
  const isAutomatic = author === 'automation' || author === 'acknowledgement';
  const said = {
    id: `${mark}-${writing.said.length}`,
    direction: isCustomer ? ('in' as const) : ('out' as const),
    sentAt,
    ...(isCustomer && wish.windowMinutes !== undefined ? { windowMinutes: wish.windowMinutes } : {}),
    ...(startsAtReceipt ? { startsAt: isoOf(writing.at) } : {}),
    ...(isAutomatic && !isCustomer ? { by: 'automation' as const } : {}),
    ...(author === 'acknowledgement' && !isCustomer ? { acknowledgement: true } : {}),
  };
  writing.said.push(said);
  return said;
}

/** Where messages move a ticket: a question to `open` (a new one stays new), an answer to `pending`. */
function statusAfter(status: Status, { direction }: MessageRef, moves: boolean): Status {
  if (direction === 'in' && status === 'resolved') return 'open';
  const to = direction === 'in' ? 'open' : 'pending';
  const isMoved = moves && mayMove(status, to, 'message') && !(status === 'new' && to === 'open');
  return isMoved ? to : status;
}

function hear(writing: Writing, messages: readonly MessageRef[], moves: boolean): void {
  const status = messages.reduce((before, each) => statusAfter(before, each, moves), writing.status);
  const asks = messages.some(({ direction }) => direction === 'in');
  // A closed ticket hears no customer: a linked successor does.
  if (writing.status === 'closed' && asks) return;
  write(writing, { type: 'heard', messages: [...messages] }, { by: asks ? 'customer' : 'system', status });
}

function reply(writing: Writing, { message, echo, moves }: Extract<Wish, { does: 'replies' }>): void {
  if (!isInWork(writing.status)) return;
  const sent = messageOf(writing, { ...message, isCustomer: false });
  const { id, direction, sentAt, startsAt } = sent;
  const echoed = { id, direction, sentAt, ...(startsAt && { startsAt }) };
  if (echo === 'before') hear(writing, [echoed], moves);
  const status = statusAfter(writing.status, sent, moves);
  write(writing, { type: 'reply_sent', replyId: `reply-${id}`, message: sent }, { by: 'system', status });
  if (echo === 'after') hear(writing, [echoed], false);
}

function takeBack(writing: Writing, { which, kind }: Extract<Wish, { does: 'takesBack' }>): void {
  const message = writing.said[which % writing.said.length];
  if (!message) return;
  const amendments = [{ messageId: message.id, id: `${kind}-${writing.entries.length}`, kind }];
  write(writing, { type: 'amended', amendments }, { by: 'customer' });
}

function move(writing: Writing, to: Status | undefined, by: Mover): void {
  const from = writing.status;
  if (!to || !mayMove(from, to, by)) return;
  write(writing, { type: 'moved', from, to }, { by: by === 'agent' ? 'agent' : 'system', status: to });
}

function anyMove({ status }: Writing, which: number): Status | undefined {
  const ways = TRANSITIONS.filter(({ from, by }) => from === status && by.includes('agent'));
  return ways[which % Math.max(1, ways.length)]?.to;
}

function merge(writing: Writing): void {
  if (isInWork(writing.status))
    write(writing, { type: 'merged_into', ticketId: 'other' }, { by: 'system', status: 'closed' });
}

function act(writing: Writing, wish: Wish): void {
  switch (wish.does) {
    case 'hears': {
      const messages = wish.messages.map((each) => messageOf(writing, each));
      hear(writing, messages, wish.moves);
      break;
    }
    case 'replies':
      reply(writing, wish);
      break;
    case 'takesBack':
      takeBack(writing, wish);
      break;
    case 'moves':
      move(writing, anyMove(writing, wish.which), 'agent');
      break;
    case 'resolves':
      move(writing, 'resolved', 'agent');
      break;
    case 'closes':
      move(writing, 'closed', 'time');
      break;
    case 'merges':
      merge(writing);
      break;
    case 'judges':
      write(writing, { type: 'noted', noteId: 'note' }, { by: 'agent', judged: wish.judged });
      break;
    case 'works':
      write(writing, wish.deed, { by: 'agent' });
  }
}

/** A wish, so many minutes after what came before. */
interface TimedWish {
  readonly minutes: number;
  readonly wish: Wish;
}

/** The history that these wishes come to, and the minute of its last entry. */
export function historyOf(
  begin: Minute,
  { messages, judged }: Opening,
  steps: readonly TimedWish[],
): { entries: Entry[]; endsAt: Minute } {
  const writing: Writing = { at: begin, status: 'new', entries: [], said: [] };
  hear(
    writing,
    messages.map((each) => messageOf(writing, each)),
    true,
  );
  if (judged) act(writing, { does: 'judges', judged });
  for (const { minutes, wish } of steps) {
    writing.at += minutes;
    act(writing, wish);
  }
  return { entries: writing.entries, endsAt: writing.at };
}
