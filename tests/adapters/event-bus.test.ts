import 'aws-sdk-client-mock-vitest/extend';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishTo } from '#adapters/event-bus.ts';
import type { EarshotEvent } from '#contracts/events.ts';
import { TransientError } from '#domain/errors.ts';
import { NOON } from '#tests/support/messages.ts';

const bus = mockClient(EventBridgeClient);
const waits: number[] = [];

const publish = publishTo({
  client: new EventBridgeClient({}),
  busName: 'care',
  backOff: async (attempt) => void waits.push(attempt),
});

const event = (id: number): EarshotEvent => ({
  type: 'ticket.noted',
  id: String(id),
  version: 1,
  time: NOON,
  ticketId: 'ticket-1',
  data: { noteId: 'note-1' },
});

const events = (count: number): EarshotEvent[] => Array.from({ length: count }, (_, index) => event(index));

/** The ids of each call's entries, in the order of the calls. */
const published = (): string[][] =>
  bus
    .commandCalls(PutEventsCommand)
    .map(({ args: [{ input }] }) => (input.Entries ?? []).map(({ Detail = '{}' }) => JSON.parse(Detail).id as string));

/** An answer that rejects the entries at these places. */
const rejecting = (count: number, ...places: number[]) => ({
  FailedEntryCount: places.length,
  Entries: Array.from({ length: count }, (_, place) =>
    places.includes(place) ? { ErrorCode: 'ThrottlingException' } : { EventId: `e-${place}` },
  ),
});

beforeEach(() => {
  bus.reset();
  waits.length = 0;
});

describe('publishing events', () => {
  it('puts them under their type, with the rest as the detail', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
    await publish([event(7)]);
    const { type, ...detail } = event(7);
    expect(bus).toHaveReceivedCommandExactlyOnceWith(PutEventsCommand, {
      Entries: [
        {
          EventBusName: 'care',
          Source: 'earshot',
          DetailType: type,
          Detail: JSON.stringify(detail),
          Time: new Date(NOON),
          Resources: [],
        },
      ],
    });
  });

  it('puts rejected entries again, and only them, before any later event', async () => {
    bus
      .on(PutEventsCommand)
      .resolvesOnce(rejecting(10, 2, 5))
      .resolvesOnce(rejecting(2, 1))
      .resolves({ FailedEntryCount: 0 });
    await publish(events(12));
    expect(published()).toEqual([['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], ['2', '5'], ['5'], ['10', '11']]);
    expect(waits).toEqual([1, 2]);
  });

  it('gives up with an error that is worth another try, and publishes nothing after what was rejected', async () => {
    bus.on(PutEventsCommand).resolves(rejecting(10, 0));
    await expect(publish(events(12))).rejects.toThrow(TransientError);
    expect(published().flat()).not.toContain('10');
  });

  it("throws the engine's own error", async () => {
    bus.on(PutEventsCommand).rejects(new Error('down'));
    await expect(publish(events(1))).rejects.toThrow('down');
  });
});
