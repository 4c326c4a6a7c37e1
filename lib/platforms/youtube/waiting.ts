import type { Cursor } from '#platforms/poll.ts';

/** A thread that has more answers than it shows, and who began it: what `comments.list` tells of neither. */
export interface Waiting {
  readonly id: string;
  readonly authorId?: string | undefined;
}

/** The threads whose answers are yet to be asked for. */
export function waitingIn(cursor: Cursor | undefined): readonly Waiting[] {
  const words = cursor?.['waiting']?.split(' ') ?? [];
  return words.map((word) => {
    const [id = '', authorId] = word.split(':');
    return { id, authorId };
  });
}

/** The same for the next cursor. */
export function writtenWaiting(waiting: readonly Waiting[]): Cursor {
  const words = waiting.map(({ id, authorId }) => (authorId ? `${id}:${authorId}` : id));
  return words.length > 0 ? { waiting: words.join(' ') } : {};
}
