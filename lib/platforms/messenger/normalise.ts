import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { wordFor } from '#platforms/meta-change.ts';
import { normaliseTalk } from '#platforms/meta-talk.ts';

const PLACE = { platform: 'messenger', channel: 'messenger.dm' } as const;

/**
 * Reads one item of a Messenger delivery.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseMessenger(event: PlatformEvent, receivedAt: string): Normalised {
  return normaliseTalk(event, PLACE, receivedAt) ?? { kind: 'unknown', type: wordFor(event.payload) };
}
