import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { type Correcting, corrected, inForce, type MessageLabels, relabelled } from '#domain/label.ts';
import { mergeReadings, type Reading } from '#domain/reading.ts';
import { NOON } from '#tests/support/messages.ts';

/** What a classifier finds in a message before and after each edit, and what people say of it: told in any order. */

const found = fc.record({
  sentiment: fc.constantFrom(...SENTIMENTS),
  intent: fc.constantFrom(...INTENTS),
  urgency: fc.constantFrom(...URGENCIES),
});
const said = fc.record(
  {
    sentiment: fc.constantFrom(...SENTIMENTS),
    intent: fc.constantFrom(...INTENTS),
    urgency: fc.constantFrom(...URGENCIES),
    flags: fc.subarray([...FLAGS]),
  },
  { requiredKeys: [] },
);

const correcting = (what: Correcting['said'], index: number): Correcting => ({
  id: `label-${index}`,
  by: { kind: 'agent', id: 'agent-1' },
  at: NOON,
  said: what,
  found: {},
  classifier: 'embedded@1',
  amendments: 0,
});

interface Story {
  readonly versions: Reading[];
  /** The labels after each correction. */
  readonly stages: MessageLabels[];
}

const story: fc.Arbitrary<Story> = fc
  .tuple(fc.array(found, { minLength: 1, maxLength: 3 }), fc.array(said, { maxLength: 3 }))
  .map(([judgements, saids]) => {
    const none: MessageLabels = { account: 'x:1', messageId: 'm-1', ticketId: 't-1', corrections: [] };
    const stages = [none];
    for (const [index, what] of saids.entries()) stages.push(corrected(stages.at(-1) ?? none, correcting(what, index)));
    const versions = judgements.map((each, index) => ({ id: 'm-1', sentAt: NOON, ...each, amendments: index }));
    return { versions, stages };
  });

/** Every reading that some writer may have made: any version of the words with any stage of the labels. */
const readingsOf = ({ versions, stages }: Story): Reading[] =>
  versions.flatMap((version) => stages.map((labels) => relabelled(version, labels)));

const told = story.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(readingsOf(one), { minLength: 1 })));

const merged = (readings: readonly Reading[]): Reading | undefined =>
  readings.reduce<Reading[]>((kept, each) => mergeReadings(kept, [each]), [])[0];

describe('readings of one message', () => {
  it('end with the newest words told', () => {
    fc.assert(
      fc.property(told, ([, readings]) => {
        expect(merged(readings)?.amendments).toBe(Math.max(...readings.map(({ amendments = 0 }) => amendments)));
      }),
    );
  });

  it('never lose what people said', () => {
    fc.assert(
      fc.property(told, ([{ stages }, readings]) => {
        const count = Math.max(...readings.map(({ labels }) => labels?.count ?? 0));
        const labels = stages.find(({ corrections }) => corrections.length === count);
        const end = merged(readings);
        const { flags, ...others } = labels ? inForce(labels) : {};
        expect(end).toMatchObject(others);
        if (flags) expect(end?.flags ?? []).toEqual(flags);
        expect(end?.labels?.count ?? 0).toBe(count);
      }),
    );
  });

  it('are the same end told twice', () => {
    fc.assert(
      fc.property(told, ([, readings]) => {
        const end = merged(readings);
        expect(end && mergeReadings([end], [end])).toEqual([end]);
      }),
    );
  });
});
