import { PermanentError } from '#domain/errors.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import type { Platform } from '#platforms/platform.ts';

/** What on a page is young enough to be taken over. */

/** How far back a poll looks. */
export interface Horizon {
  readonly hours: number;
  /** ISO 8601 UTC */
  readonly now: string;
}

/** When the words of an event were said; undefined where it has none, or nobody can read it: triage will say so. */
function saidAt(platform: Platform, event: PlatformEvent, now: string): string | undefined {
  try {
    const meaning = platform.normalise(event, now);
    if (meaning.kind === 'message') return meaning.message.sentAt;
    // A deletion is honoured whenever it was; an edit without its message would be nobody's.
    return meaning.kind === 'amendment' && meaning.amendment.kind === 'edit' ? meaning.amendment.at : undefined;
  } catch (error) {
    if (error instanceof PermanentError) return undefined;
    throw error;
  }
}

/** The events of a page without the messages and edits from before the horizon: what a new account's past is full of. */
export function freshEvents(
  platform: Platform,
  events: readonly PlatformEvent[],
  { hours, now }: Horizon,
): readonly PlatformEvent[] {
  const oldest = Date.parse(now) - hours * 60 * 60 * 1000;
  return events.filter((event) => {
    const at = saidAt(platform, event, now);
    return at === undefined || Date.parse(at) >= oldest;
  });
}
