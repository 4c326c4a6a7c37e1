import type { Comment } from './schema.ts';

/** The id in the address of a channel, `http://www.youtube.com/channel/UC…`. */
const CHANNEL_ADDRESS = /\/channel\/(?<id>[\w-]+)/;

/** The channel of who wrote a comment; undefined when the channel is gone. */
export function authorIdOf({ snippet }: Comment): string | undefined {
  return snippet?.authorChannelId ?? CHANNEL_ADDRESS.exec(snippet?.authorChannelUrl ?? '')?.groups?.['id'];
}

/** The thread of a comment: its parent, or itself; an answer's own id begins with its thread's. */
export function threadIdOf({ id, snippet }: Comment): string | undefined {
  return snippet?.parentId ?? id?.split('.')[0];
}
