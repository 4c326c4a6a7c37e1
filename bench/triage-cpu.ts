import { classifyText } from '#classifiers/embedded/classify.ts';
import { standardMessage } from '#platforms/standard/payloads.ts';
import { envelope, startTriage } from '#tests/support/triage.ts';
import { saidBy } from './customers.ts';
import { compare } from './rounds.ts';
import { type Result, type Row, result } from './row.ts';

/**
 * Processor time to triage one message: open, normalise, classify, prioritise, fold, write. The table is the tests'
 * double, whose copies count as the engine's marshalling would; the network's part is left out.
 */

const BATCH = 25;
/** Triage parses and writes some five items a message; the floor does so with one. */
const MOST_RATIO = 12;

type Event = { readonly account: string; readonly id: string; readonly payload: unknown };

function eventOf(number: number, given: Parameters<typeof saidBy>[1] = {}): Event {
  return { account: 'standard:shop', id: `event-${number}`, payload: standardMessage(saidBy(number, given)) };
}

const firstMessages = Array.from({ length: BATCH }, (_, number) => eventOf(number));
const oneThread = Array.from({ length: BATCH }, (_, number) =>
  eventOf(number, { thread: 'thread-1', customer: { id: '1' } }),
);

/** Each batch meets a table of its own, so that none is slower for what came before. */
function triaging(events: readonly Event[]) {
  const bodies = events.map((event) => envelope(event));
  return async (times: number) => {
    for (let done = 0; done < times; done += BATCH) {
      const { deliver, parked } = startTriage();
      const failed = await deliver(...bodies);
      if (failed.length > 0 || parked.length > 0) throw new Error("the bench's own messages were not triaged");
    }
  };
}

/** The least that triage can do: parse the message, classify its words, print what is to be kept. */
function floorOf(events: readonly Event[]) {
  const bodies = events.map((event) => envelope(event));
  return (times: number) => {
    for (let done = 0; done < times; done++) {
      const { events: read } = JSON.parse(bodies[done % bodies.length] ?? '');
      const { data } = read[0].payload;
      JSON.stringify({ message: data, classification: classifyText(data.text) });
    }
  };
}

async function measured(name: string, events: readonly Event[]): Promise<Result> {
  const compared = await compare({ ours: triaging(events), floor: floorOf(events) });
  return result({
    name: `triage-cpu ${name}`,
    value: compared.ours,
    unit: 'µs',
    ratio: compared.ratio,
    against: `classification and one JSON round trip, ${compared.floor.toFixed(1)} µs`,
    budget: MOST_RATIO,
    bounds: 'ratio',
  });
}

export const triageCpu: Row = {
  name: 'triage-cpu',
  about: 'processor time to triage one message over the in-memory table',
  measure: async (progress) => {
    progress('first messages');
    const first = await measured(`first messages, ${BATCH} a batch`, firstMessages);
    progress('one thread');
    return [first, await measured(`one ticket, ${BATCH} a batch`, oneThread)];
  },
};
