import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrived, arrivedIn, withoutContradictions } from './payload-files.ts';
import { talksOnEveryChannel } from './payload-talks.ts';
import { outcomeOf } from './replayed-outcome.ts';
import { deliverAll, played, playedAtOnce, type Run } from './replayed-run.ts';

/**
 * Payloads of every platform end in the same tickets, however often they come and in whatever order and batches: over the
 * in-memory table, without the other functions, whose part tests/flow/replay.test.ts has.
 */

const OURS = new URL('../../fixtures', import.meta.url).pathname;
const recorded = process.env['EARSHOT_FIXTURES'] ?? '';
const isRecorded = existsSync(join(recorded, 'x'));

const SHUFFLES = 3;

type Dice = Iterator<number>;
/** How things that come once and in order come otherwise. */
type Way = (once: readonly Arrived[]) => readonly (readonly Arrived[])[];

const alone = (all: readonly Arrived[]): Arrived[][] => all.map((each) => [each]);

/** The things in an order, and in batches, that dice decide. */
function diced(all: readonly Arrived[], dice: Dice): Arrived[][] {
  const roll = (): number => Number(dice.next().value);
  const drawn = all.map((each) => ({ each, at: roll() })).sort((a, b) => a.at - b.at);
  const batches: Arrived[][] = [];
  while (drawn.length > 0) batches.push(drawn.splice(0, 1 + (roll() % 5)).map(({ each }) => each));
  return batches;
}

const dice = fc.infiniteStream(fc.nat({ max: 1_000_000 }));

/** The events of some files of one platform; a counterexample names the files. */
function some(all: readonly Arrived[]) {
  const byFile = Map.groupBy(all, ({ file }) => file);
  const folders = [...Map.groupBy(byFile.keys(), (file) => file.split('/')[0]).values()];
  const files = fc.constantFrom(...folders).chain((folder) => fc.subarray(folder, { minLength: 1 }));
  return { files, in: (names: readonly string[]) => names.flatMap((name) => byFile.get(name) ?? []) };
}

const RUNS = 30;

function endsAsOnce(sound: readonly Arrived[]): void {
  it.each<[string, Way]>([
    ['twice', (once) => alone([...once, ...once])],
    ['each twice in one delivery', (once) => once.map((each) => [each, each])],
    ['backwards', (once) => alone(once.toReversed())],
    ['all at once', (once) => [once]],
    ...Array.from({ length: SHUFFLES }, (_, seed): [string, Way] => {
      const [stream] = fc.sample(dice, { seed, numRuns: 1 });
      return [`twice, shuffled and in batches (${seed})`, (once) => diced([...once, ...once], stream as Dice)];
    }),
  ])('end as once and in order: %s', async (_way, order) => {
    expect(outcomeOf(await played(order(sound)))).toEqual(outcomeOf(await played(alone(sound))));
  });
}

/** Some files, and the dice that say how they come. */
async function forSome(all: readonly Arrived[], holds: (once: readonly Arrived[], dice: Dice) => Promise<void>) {
  const few = some(all);
  const law = fc.asyncProperty(few.files, dice, (files, stream) => holds(few.in(files), stream));
  await fc.assert(law, { numRuns: RUNS });
}

const ticketsIn = (run: Run): string => JSON.stringify(run.kinds('ticket'));

function laws(all: readonly Arrived[]): void {
  const { sound } = withoutContradictions(all);
  endsAsOnce(sound);

  it('whichever of them come, in any order, batches and number', () =>
    forSome(sound, async (once, stream) => {
      const again = once.filter(() => Number(stream.next().value) % 2 === 0);
      const shuffled = await played(diced([...once, ...again], stream));
      expect(outcomeOf(shuffled)).toEqual(outcomeOf(await played(alone(once))));
    }));

  it('in several environments at once', () =>
    forSome(sound, async (once, stream) => {
      const lists = [once, once, once].map((each) => diced(each, stream));
      const run = await playedAtOnce(lists, stream);
      expect(outcomeOf(run)).toEqual(outcomeOf(await played(alone(once))));
    }));

  it('and what comes again changes nothing, even where one id names two messages', () =>
    forSome(all, async (once, stream) => {
      const run = await playedAtOnce([diced(once, stream), diced(once, stream)], stream);
      const before = ticketsIn(run);
      await deliverAll(run, diced(once, stream));
      expect(ticketsIn(run)).toBe(before);
    }));
}

describe('payloads of our own', () => {
  const all = arrivedIn(OURS);

  it('are of every kind', async () => {
    const { matters, messages, traces, parked, fetched } = outcomeOf(await played(alone(all)));
    for (const kind of [matters, messages, traces, parked, fetched]) expect(kind).not.toEqual([]);
    expect(messages.length).toBeGreaterThan(matters.length);
    expect(messages.filter((line) => line.includes('"state":"deleted"'))).not.toEqual([]);
    const { sound, contradicting } = withoutContradictions(all);
    expect(contradicting.length).toBeLessThan(sound.length / 50);
  });

  laws(all);
});

describe('talks on every channel', () => {
  const all = talksOnEveryChannel();

  it('are some one matter whose parts were taken for several', async () => {
    const [evens = [], odds = []] = [0, 1].map((rest) => all.filter((_, index) => index % 2 === rest));
    const run = await played(alone([...evens, ...odds]));
    const merged = run.kinds('ticket').filter(({ ticket }) => (ticket as { mergedInto?: string }).mergedInto);
    expect(merged.length).toBeGreaterThan(10);
    const { messages, matters } = outcomeOf(run);
    expect(messages.length).toBe(new Set(all.map(({ file }) => file)).size);
    expect(matters.length).toBeLessThan(messages.length);
    expect(withoutContradictions(all).contradicting).toEqual([]);
  });

  laws(all);
});

describe.skipIf(!isRecorded)('payloads that others recorded', () => {
  const all = isRecorded ? arrivedIn(recorded) : [];

  it('are many, and few of them give an id away twice', () => {
    const { sound, contradicting } = withoutContradictions(all);
    expect(sound.length).toBeGreaterThan(300);
    expect(contradicting.length).toBeLessThan(sound.length / 5);
  });

  if (isRecorded) laws(all);
});
