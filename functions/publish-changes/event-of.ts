import { createHash } from 'node:crypto';
import { type EarshotEvent, type EventType, eventCatalogue } from '#contracts/events.ts';
import type { Fact } from '#domain/change.ts';
import { PermanentError } from '#domain/errors.ts';

const isEventType = (type: string): type is EventType => Object.hasOwn(eventCatalogue, type);

/** The id of a fact: the same however often the stream tells it. */
export function eventId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** A fact as an event of the catalogue. @throws {PermanentError} when the catalogue has no such event or shape. */
export function eventOf({ key, type, time, ticketId, data }: Fact): EarshotEvent {
  if (!isEventType(type)) throw new PermanentError('unknown_event_type');
  const { version, data: schema } = eventCatalogue[type];
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new PermanentError('event_shape');
  return { type, id: eventId(key), version, time, ...(ticketId !== undefined && { ticketId }), data: parsed.data };
}
