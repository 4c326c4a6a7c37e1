import { type InboundEnvelope, inboundEnvelope, queueSafe } from '#contracts/inbound.ts';
import { PermanentError } from '#domain/errors.ts';
import type { Blobs } from '#domain/ports.ts';
import type { QueueRecord } from '#functions/shell/batch.ts';
import { platformOfAccount } from '#platforms/account.ts';
import type { PlatformEvent } from '#platforms/event.ts';

/** Opens a queue message: the platform events in it, each knowing which record it came in. */

/** An event on its way through triage. */
export interface Arrival {
  readonly recordId: string;
  /** Whose event it is, by its account: the address it came to may serve several platforms (decision 0034). */
  readonly platform: string;
  readonly receivedAt: string;
  readonly deliveryId: string;
  readonly event: PlatformEvent;
  /** It was fetched after a gap in which nobody listened. */
  readonly backfill?: true | undefined;
  /** The queue message itself, when it claims this one event: the event is too large for another one. */
  readonly claim?: string | undefined;
}

function parsed(body: string): InboundEnvelope {
  try {
    return inboundEnvelope.parse(JSON.parse(body));
  } catch (cause) {
    throw new PermanentError('envelope_unreadable', 'the queue message is no inbound envelope', { cause });
  }
}

async function eventsOf(envelope: InboundEnvelope, blobs: Blobs): Promise<readonly PlatformEvent[]> {
  if (envelope.kind === 'events') return envelope.events;
  const { account, id, key } = envelope;
  return [{ account, id, payload: JSON.parse(await blobs.get(key)) }];
}

/** @throws {PermanentError} when the record can never be read. */
export async function openRecord({ id, body }: QueueRecord, blobs: Blobs): Promise<Arrival[]> {
  const envelope = parsed(body);
  const { receivedAt, deliveryId, backfill } = envelope;
  const events = await eventsOf(envelope, blobs);
  const claim = envelope.kind === 'claim' ? body : undefined;
  return events.map((event) => {
    const platform = platformOfAccount(event.account);
    return { recordId: id, platform, receivedAt, deliveryId, backfill, event, claim };
  });
}

/** The queue message that carries one event alone, to be parked without its neighbours. */
export function alone({ platform, receivedAt, deliveryId, backfill, event, claim }: Arrival): string {
  if (claim !== undefined) return claim;
  const facts = { platform, receivedAt, deliveryId, backfill };
  const envelope: InboundEnvelope = { version: 1, kind: 'events', ...facts, events: [event] };
  return queueSafe(JSON.stringify(envelope));
}
