import type { MessageRef } from '#domain/entry.ts';
import { clockStart, heardBy } from '#domain/episode.ts';
import type { Message } from '#domain/message.ts';
import { elsewhere, type Venue } from '#domain/venue.ts';

/** A message as an entry of its ticket names it. */
export function refOf(
  { message, windowMinutes }: { message: Message; windowMinutes?: number | undefined },
  ticket: Venue,
): MessageRef {
  const { id, direction, sentAt, by, acknowledgement, attachments } = message;
  const isOut = direction === 'out';
  const startsAt = isOut ? heardBy(message) : clockStart(message);
  const venue = elsewhere(message, ticket);
  return {
    id,
    direction,
    sentAt,
    ...(startsAt !== sentAt && { startsAt }),
    ...(!isOut && windowMinutes !== undefined && { windowMinutes }),
    ...(!isOut && attachments.length > 0 && { files: attachments.length }),
    ...(isOut && by === 'automation' && { by }),
    ...(isOut && acknowledgement && { acknowledgement }),
    ...(venue && { venue }),
  };
}
