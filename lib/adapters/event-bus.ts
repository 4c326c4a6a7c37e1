import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type EarshotEvent, EVENT_SOURCE } from '#contracts/events.ts';
import { TransientError } from '#domain/errors.ts';

/** PutEvents takes ten entries a call. */
const CALL_ENTRIES = 10;
const MOST_ROUNDS = 6;

export interface BusDeps {
  readonly client: EventBridgeClient;
  readonly busName: string;
  readonly backOff: (attempt: number) => Promise<void>;
}

/** Puts events on the bus, all or an error. */
export type Publish = (events: readonly EarshotEvent[]) => Promise<void>;

function entryOf(busName: string, { type, ...detail }: EarshotEvent): PutEventsRequestEntry {
  return {
    EventBusName: busName,
    Source: EVENT_SOURCE,
    DetailType: type,
    Detail: JSON.stringify(detail),
    Time: new Date(detail.time),
    Resources: [],
  };
}

/** Puts ten at most, and again those that the bus rejected: a 200 may hold failures. */
async function putTen(deps: BusDeps, entries: readonly PutEventsRequestEntry[]): Promise<void> {
  let left = [...entries];
  for (let attempt = 1; attempt <= MOST_ROUNDS; attempt++) {
    const { Entries = [], FailedEntryCount = 0 } = await deps.client.send(new PutEventsCommand({ Entries: left }));
    if (FailedEntryCount === 0) return;
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
    await deps.backOff(attempt);
  }
  throw new TransientError('bus rejected events');
}

/** Publishes in order, ten at a time. @throws {TransientError} when the bus keeps rejecting entries. */
export function publishTo(deps: BusDeps): Publish {
  return async (events) => {
    const entries = events.map((event) => entryOf(deps.busName, event));
    for (let start = 0; start < entries.length; start += CALL_ENTRIES) {
      await putTen(deps, entries.slice(start, start + CALL_ENTRIES));
    }
  };
}
