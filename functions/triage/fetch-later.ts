import { MAX_CHUNK_BYTES, queueSafe } from '#contracts/inbound.ts';
import type { NamedThing } from '#contracts/poll-work.ts';
import { PermanentError } from '#domain/errors.ts';
import type { Arrival } from '#functions/triage/open-record.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';

/**
 * Hands an event that only names a thing to whoever fetches it. What becomes of it is traced there, so that until then
 * the queue alone has it.
 * @throws {PermanentError} `reference_too_large`
 */
export async function fetchLater(ports: Pick<TriagePorts, 'fetchLater'>, arrival: Arrival): Promise<void> {
  const { platform, event, receivedAt, deliveryId } = arrival;
  const thing: NamedThing = { version: 1, kind: 'reference', platform, event, receivedAt, deliveryId };
  const body = queueSafe(JSON.stringify(thing));
  if (Buffer.byteLength(body) > MAX_CHUNK_BYTES) throw new PermanentError('reference_too_large');
  await ports.fetchLater([body]);
}
