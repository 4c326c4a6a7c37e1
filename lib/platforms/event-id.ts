import { createHash } from 'node:crypto';
import { asObject } from './fields.ts';

/** Ids of platform events: what makes a redelivered event the same event. */

/** Longest own id that is used as it is: keys of the table have room for 1,024 bytes. */
const MAX_OWN_ID = 256;

/** What an event can be known by. */
export interface Identity {
  /** The platform's word for what the event is: two events about one message differ by it. */
  readonly kind: string;
  /** The platform's own id, where there is one. */
  readonly ownId: string | undefined;
  /** The piece without what differs between deliveries, such as the time of sending. */
  readonly content: unknown;
  /** The last resort, for content nested too deeply to be read. */
  readonly deliveryId: string;
}

/**
 * `<kind>:<own id>` where the platform gives an id, else `<kind>:<hash of the content>`. The hash ignores the order of
 * keys and the delivery the piece came in, so a redelivery gives the same id even when it is batched differently.
 */
export function eventId({ kind, ownId, content, deliveryId }: Identity): string {
  if (ownId !== undefined && ownId.length <= MAX_OWN_ID) return `${kind}:${ownId}`;
  return `${kind}:${contentHash(content) ?? deliveryId}`;
}

/** SHA-256 of JSON with sorted keys, so that equal content has an equal hash. */
function contentHash(content: unknown): string | undefined {
  try {
    const json = JSON.stringify(content, (_key, inner: unknown) => sorted(inner)) ?? 'undefined';
    return createHash('sha256').update(json).digest('hex');
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  const object = asObject(value);
  return object ? Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}
