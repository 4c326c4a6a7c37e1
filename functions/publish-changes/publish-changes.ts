import type { EarshotEvent } from '#contracts/events.ts';
import { factsOf, type Images } from '#domain/change.ts';
import { eventOf } from '#functions/publish-changes/event-of.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/** The stream becomes events: every ticket's old and new image, every version of what people configure, zero or more facts. */

/** A change, read off one stream record. */
export interface StreamChange {
  readonly sequenceNumber: string;
  /** Reads the record. @throws when it is not of the contract's shape. */
  readonly read: () => Images;
}

export interface PublishPorts {
  readonly publish: (events: readonly EarshotEvent[]) => Promise<void>;
  readonly log: Log;
  /** Where people open a ticket, with `{ticketId}` in it. @default events carry no link */
  readonly ticketUrl?: string | undefined;
}

interface Told {
  readonly events: readonly EarshotEvent[];
  /** The first record that could not be read. */
  readonly stoppedAt?: string | undefined;
}

/** The events of the records up to the first that can't be read. */
function toldBy(changes: readonly StreamChange[], { log, ticketUrl }: PublishPorts): Told {
  const events: EarshotEvent[] = [];
  for (const { sequenceNumber, read } of changes) {
    try {
      events.push(...factsOf(read()).map((fact) => eventOf(fact, ticketUrl)));
    } catch (error) {
      log.error('change not readable', { sequenceNumber, ...faultOf(error) });
      return { events, stoppedAt: sequenceNumber };
    }
  }
  return { events };
}

/**
 * Publishes a batch in order.
 * @returns the sequence number from which the stream must come again; undefined when all is told. Whatever is told twice
 * is told under the same ids.
 */
export function createPublishChanges(ports: PublishPorts) {
  const { publish, log } = ports;
  return async (changes: readonly StreamChange[]): Promise<string | undefined> => {
    const { events, stoppedAt } = toldBy(changes, ports);
    try {
      if (events.length > 0) await publish(events);
      return stoppedAt;
    } catch (error) {
      log.error('changes not published', { records: changes.length, ...faultOf(error) });
      return changes[0]?.sequenceNumber;
    }
  };
}
