import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '#domain/change.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { eventOf } from '#functions/publish-changes/event-of.ts';
import { calendarsAbout } from '#tests/reference/arbitraries/calendars.ts';
import { policy } from '#tests/reference/arbitraries/policies.ts';
import { minuteOf } from '#tests/reference/wall-time.ts';
import { lifeOf, played, type Story, sweep } from '#tests/support/lives.ts';
import { NOON } from '#tests/support/messages.ts';

const escalation: fc.Arbitrary<SlaPolicy['escalation']> = fc.array(
  fc.record(
    {
      on: fc.constantFrom('warning', 'breached'),
      point: fc.nat(2),
      afterMinutes: fc.integer({ min: 1, max: 60 }),
      notify: fc.constantFrom('assignee', 'lead', 'on_call'),
      raisePriority: fc.boolean(),
      reassignTo: fc.constant('agent-2'),
    },
    { requiredKeys: ['on', 'notify'] },
  ),
  { maxLength: 3 },
);

const anyBook: fc.Arbitrary<SlaBook> = fc
  .tuple(policy, escalation, calendarsAbout(minuteOf(NOON)))
  .map(([random, steps, calendars]) => ({
    ...DEFAULT_SLA_BOOK,
    policy: { ...random, escalation: steps },
    calendars,
  }));

const waits = fc.oneof(fc.nat(20), fc.nat(600));

/** Every event of a life. @throws {PermanentError} when a fact makes none */
const eventsOf = ({ images }: Story) =>
  images.flatMap((each) => factsOf({ kind: 'written', ...each }).map((fact) => eventOf(fact)));

describe('whatever happens to a ticket, under whatever policy', () => {
  it('each of its facts makes an event of the catalogue, so that none stops the stream', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(lifeOf(waits), anyBook, (steps, book) => {
        const { story, minute } = played(steps, { book, everyMinute: false });
        for (const later of [1, 60, 600, 6_000]) sweep(story, minute + later);
        for (const { type } of eventsOf(story)) kinds.add(type);
      }),
      { numRuns: 1_000 },
    );
    const ofClocks = ['breached', 'escalated', 'met', 'paused', 'recovered', 'resumed', 'warning'];
    expect([...kinds]).toEqual(expect.arrayContaining(ofClocks.map((fact) => `sla.${fact}`)));
  });
});
