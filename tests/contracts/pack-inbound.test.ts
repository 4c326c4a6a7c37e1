import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundEnvelope, MAX_CHUNK_BYTES } from '#contracts/inbound.ts';
import { pack } from '#contracts/pack-inbound.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import { NOON } from '#tests/support/messages.ts';

const FACTS = { platform: 'x', receivedAt: NOON, deliveryId: 'delivery-1' };

/** Bytes of an envelope beside its events: small against the room a queue leaves. */
const ENVELOPE_BYTES = 200;

const eventOf = (text: string, index: number): PlatformEvent => ({
  account: 'x:1',
  id: `event-${index}`,
  payload: { text },
});

/** Deliveries of events from tiny to larger than a chunk, in letters of one to four bytes. */
const deliveries = fc
  .array(
    fc.record({
      letter: fc.constantFrom('a', 'ü', '漢', '😀', '\uffff'),
      count: fc.oneof(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 10_000, max: 80_000 }),
        fc.integer({ min: 100_000, max: 220_000 }),
      ),
    }),
    { maxLength: 25 },
  )
  .map((texts) => texts.map(({ letter, count }, index) => eventOf(letter.repeat(count), index)));

const envelopeIn = (body: string) => inboundEnvelope.parse(JSON.parse(body));

describe('packing a delivery', () => {
  it('puts every event in exactly one place, in order, as it was', () => {
    fc.assert(
      fc.property(deliveries, (events) => {
        const { bodies, claims } = pack(events, FACTS);
        const inBodies = bodies
          .map(envelopeIn)
          .flatMap((envelope) => (envelope.kind === 'events' ? envelope.events : []));
        const claimed = claims.map(({ body, content }) => {
          const envelope = envelopeIn(body);
          if (envelope.kind !== 'claim') throw new Error('a claim is expected');
          return { account: envelope.account, id: envelope.id, payload: JSON.parse(content) as unknown };
        });
        const ids = new Set(claimed.map(({ id }) => id));
        expect(inBodies).toEqual(events.filter(({ id }) => !ids.has(id)));
        expect(claimed).toEqual(events.filter(({ id }) => ids.has(id)));
      }),
      { numRuns: 60 },
    );
  });

  it('fills chunks of at most 200 KB, and claims only what fits in none', () => {
    fc.assert(
      fc.property(deliveries, (events) => {
        const { bodies, claims } = pack(events, FACTS);
        for (const body of bodies)
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_CHUNK_BYTES + ENVELOPE_BYTES);
        for (const { content, body } of claims) {
          expect(Buffer.byteLength(content)).toBeGreaterThan(MAX_CHUNK_BYTES / 4);
          expect(Buffer.byteLength(body)).toBeLessThan(1_000);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('makes one message of what fits one', () => {
    const events = Array.from({ length: 100 }, (_, index) => eventOf('Where is my parcel?', index));
    expect(pack(events, FACTS)).toMatchObject({ bodies: [expect.any(String)], claims: [] });
  });

  it('keeps large events under the same keys when the delivery comes again', () => {
    const events = [eventOf('a', 0), eventOf('b'.repeat(300_000), 1)];
    const keys = () => pack(events, FACTS).claims.map(({ key }) => key);
    expect(keys()).toEqual(['claims/x/2026-03-02/delivery-1-1.json']);
    expect(keys()).toEqual(keys());
  });

  it('makes nothing of a delivery without events', () => {
    expect(pack([], FACTS)).toEqual({ bodies: [], claims: [] });
  });
});
