import { RefusedError } from '#domain/errors.ts';

/** The states of a ticket and the only ways between them; the code, the write and docs/data-model.md all read this table. */
export const STATUSES = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed', 'spam'] as const;

export type Status = (typeof STATUSES)[number];

/** What moves a ticket: an agent's wish, a message, or time. */
export type Mover = 'agent' | 'message' | 'time';

interface Transition {
  readonly from: Status;
  readonly to: Status;
  readonly by: readonly Mover[];
}

/** Every legal transition. What is not here is refused. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'new', to: 'open', by: ['agent', 'message'] },
  { from: 'new', to: 'pending', by: ['agent', 'message'] },
  { from: 'new', to: 'on_hold', by: ['agent'] },
  { from: 'new', to: 'resolved', by: ['agent'] },
  { from: 'new', to: 'spam', by: ['agent'] },
  { from: 'open', to: 'pending', by: ['agent', 'message'] },
  { from: 'open', to: 'on_hold', by: ['agent'] },
  { from: 'open', to: 'resolved', by: ['agent'] },
  { from: 'open', to: 'spam', by: ['agent'] },
  { from: 'pending', to: 'open', by: ['agent', 'message'] },
  { from: 'pending', to: 'on_hold', by: ['agent'] },
  { from: 'pending', to: 'resolved', by: ['agent'] },
  { from: 'pending', to: 'spam', by: ['agent'] },
  { from: 'on_hold', to: 'open', by: ['agent', 'message'] },
  { from: 'on_hold', to: 'pending', by: ['agent'] },
  { from: 'on_hold', to: 'resolved', by: ['agent'] },
  { from: 'on_hold', to: 'spam', by: ['agent'] },
  { from: 'resolved', to: 'open', by: ['agent', 'message'] },
  { from: 'resolved', to: 'closed', by: ['time'] },
  { from: 'spam', to: 'open', by: ['agent'] },
];

/** Whether `by` may move a ticket from one status to another. */
export function mayMove(from: Status, to: Status, by: Mover): boolean {
  return TRANSITIONS.some(
    (transition) => transition.from === from && transition.to === to && transition.by.includes(by),
  );
}

/** @throws {RefusedError} when the table has no such transition. */
export function assertMove(from: Status, to: Status, by: Mover): void {
  if (mayMove(from, to, by)) return;
  const allowed = TRANSITIONS.filter((t) => t.from === from && t.by.includes(by)).map((t) => t.to);
  const hint = allowed.length > 0 ? `from ${from} it may go to ${allowed.join(', ')}` : `nothing leads out of ${from}`;
  throw new RefusedError('transition_refused', `A ticket cannot go from ${from} to ${to}: ${hint}.`);
}

/** Work is still to be done: such tickets are in the queue. */
export function isInWork(status: Status): boolean {
  return status === 'new' || status === 'open' || status === 'pending' || status === 'on_hold';
}
