import type { Trace } from '#domain/ports.ts';
import type { Arrival } from '#functions/triage/open-record.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';

/** An item holds 400 KB; what is larger than this goes to the bucket. */
const LARGEST_PAYLOAD = 200_000;

/** Keeps what became of an event that is no message: the reason, and the whole of it when it is not known. */
export async function keepTrace(
  ports: TriagePorts,
  arrival: Arrival,
  kept: Pick<Trace, 'outcome' | 'reason'>,
): Promise<void> {
  const { account, id: eventId, payload } = arrival.event;
  const trace: Trace = { account, eventId, platform: arrival.platform, receivedAt: arrival.receivedAt, ...kept };
  ports.count(kept.outcome === 'ignored' ? 'EventsIgnored' : 'EventsUnknown');
  if (kept.outcome === 'ignored') return ports.traces.put(trace);
  const json = JSON.stringify(payload) ?? 'null';
  if (Buffer.byteLength(json) <= LARGEST_PAYLOAD) return ports.traces.put({ ...trace, payload: json });
  const payloadKey = `events/${arrival.platform}/${arrival.deliveryId}-${encodeURIComponent(eventId).slice(0, 200)}.json`;
  await ports.blobs.put(payloadKey, json);
  return ports.traces.put({ ...trace, payloadKey });
}
