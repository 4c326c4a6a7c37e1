import { PermanentError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import { missed } from '#domain/missed.ts';
import type { Judged } from '#domain/opinion.ts';
import type { Arrival } from '#functions/triage/open-record.ts';
import type { Normalised } from '#platforms/event.ts';
import { platformNamed } from '#platforms/registry.ts';

/** An event with what it means. */
export interface Understood {
  readonly arrival: Arrival;
  readonly meaning: Normalised;
  /** What a customer's message says, as far as anybody has judged it. */
  readonly judged?: Judged | undefined;
}

/** An item holds 400 KB. A long text goes to the bucket, but nobody writes names or attachments of this size in earnest. */
const LARGEST_BESIDE_TEXT = 100_000;

function assertFits(message: Message): void {
  const beside = JSON.stringify({ ...message, text: undefined });
  if (Buffer.byteLength(beside) > LARGEST_BESIDE_TEXT) throw new PermanentError('message_too_large');
}

/** @throws {PermanentError} when the event can't be read by its platform, or the platform is not known. */
export function understand(arrival: Arrival): Understood {
  const platform = platformNamed(arrival.platform);
  if (!platform) throw new PermanentError('unknown_platform');
  const meaning = platform.normalise(arrival.event, arrival.receivedAt);
  if (meaning.kind !== 'message') return { arrival, meaning };
  assertFits(meaning.message);
  return { arrival, meaning: arrival.backfill ? { ...meaning, message: missed(meaning.message) } : meaning };
}
