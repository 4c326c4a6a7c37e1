import { createHash } from 'node:crypto';
import { type EarshotEvent, type EventType, eventCatalogue } from '#contracts/events.ts';
import type { Fact } from '#domain/change.ts';
import { PermanentError } from '#domain/errors.ts';

const isEventType = (type: string): type is EventType => Object.hasOwn(eventCatalogue, type);

/** The id of a fact: the same however often the stream tells it. */
export function eventId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** Where people open a ticket. @param template an address with `{ticketId}` in it; empty for none. */
function linkTo(template: string, ticketId: string | undefined): string | undefined {
  if (template === '' || ticketId === undefined) return undefined;
  return template.replaceAll('{ticketId}', encodeURIComponent(ticketId));
}

/**
 * A fact as an event of the catalogue.
 * @param ticketUrl where people open a ticket, with `{ticketId}` in it; events of clocks carry it as their link.
 * @throws {PermanentError} when the catalogue has no such event or shape.
 */
export function eventOf({ key, type, time, ticketId, data }: Fact, ticketUrl = ''): EarshotEvent {
  if (!isEventType(type)) throw new PermanentError('unknown_event_type');
  const { version, data: schema } = eventCatalogue[type];
  // Events that have no place for a link drop it.
  const parsed = schema.safeParse({ ...data, link: linkTo(ticketUrl, ticketId) });
  if (!parsed.success) throw new PermanentError('event_shape');
  return { type, id: eventId(key), version, time, ...(ticketId !== undefined && { ticketId }), data: parsed.data };
}
