import type { MessageRef } from '#domain/entry.ts';
import { clockStart } from '#domain/episode.ts';
import type { Message } from '#domain/message.ts';
import { elsewhere, type Venue } from '#domain/venue.ts';

/** A message as an entry of its ticket names it. */
export function refOf(
  { message, windowMinutes }: { message: Message; windowMinutes?: number | undefined },
  ticket: Venue,
): MessageRef {
  const { id, direction, sentAt, by, acknowledgement, attachments } = message;
  const startsAt = clockStart(message);
  const isOut = direction === 'out';
  const venue = elsewhere(message, ticket);
  return {
    id,
    direction,
    sentAt,
    ...(!isOut && startsAt !== sentAt && { startsAt }),
    ...(!isOut && windowMinutes !== undefined && { windowMinutes }),
    ...(!isOut && attachments.length > 0 && { files: attachments.length }),
    ...(isOut && by === 'automation' && { by }),
    ...(isOut && acknowledgement && { acknowledgement }),
    ...(venue && { venue }),
  };
}
