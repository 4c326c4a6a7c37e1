import { PermanentError } from '#domain/errors.ts';
import type { Arrival } from '#functions/triage/open-record.ts';
import type { Normalised } from '#platforms/platform.ts';
import { platformNamed } from '#platforms/registry.ts';

/** An event with what it means. */
export interface Understood {
  readonly arrival: Arrival;
  readonly meaning: Normalised;
}

/** @throws {PermanentError} when the event can't be read by its platform, or the platform is not known. */
export function understand(arrival: Arrival): Understood {
  const platform = platformNamed(arrival.platform);
  if (!platform) throw new PermanentError('unknown_platform');
  return { arrival, meaning: platform.normalise(arrival.event, arrival.receivedAt) };
}
