import { clientFor, findPair, type QueuePair } from '#adapters/redrive-queues.ts';
import { UsageError } from '#local/command-line.ts';
import { outputsText } from '#local/outputs.ts';
import type { RedriveCommand, Work } from './command-line.ts';
import { hasPair, pairIn } from './outputs.ts';

/** From what was written on the command line to the queues that are meant. */

export interface NamedPair extends QueuePair {
  /** The work, or `queue` when only addresses were given. */
  readonly name: string;
}

const HERE = 'name the queues: --from URL --to URL, or --endpoint URL for a stack that runs here';

/** A word in the names of a work's queues, as the constructs give them. */
const WORDS: Readonly<Record<Work, string>> = {
  inbound: 'Inbound',
  outbound: 'Outbound',
  polls: 'Polls',
  metrics: 'RollUpHappened',
  channels: 'ChannelWatchHappened',
  rederivations: 'Rederivations',
  acknowledgements: 'AcknowledgementsHappened',
};

async function pairAt(url: string, work: Work): Promise<NamedPair | undefined> {
  const client = clientFor(url);
  const pair = await findPair(client, WORDS[work]).finally(() => client.destroy());
  if (!pair) return undefined;
  // A server may name itself otherwise than it is reached.
  const here = (address: string): string => new URL(new URL(address).pathname, url).href;
  return { name: work, from: here(pair.from), to: here(pair.to) };
}

async function pairsAt(url: string, { works, alsoIfThere }: RedriveCommand): Promise<NamedPair[]> {
  const pairs = await Promise.all([...works, ...alsoIfThere].map((work) => pairAt(url, work)));
  const missing = works.find((_, index) => !pairs[index]);
  if (missing) throw new UsageError(`${url} has no ${missing} queue of Earshot's.`);
  return pairs.flatMap((pair) => pair ?? []);
}

/** The queues to be worked through. @throws {UsageError} when they can't be told. */
export async function pairsOf(command: RedriveCommand): Promise<NamedPair[]> {
  const { works, alsoIfThere, source } = command;
  switch (source.kind) {
    case 'urls':
      return [{ name: 'queue', from: source.from, to: source.to }];
    case 'endpoint':
      return pairsAt(source.url, command);
    case 'outputs': {
      const text = outputsText(source.file, HERE);
      const there = [...works, ...alsoIfThere.filter((work) => hasPair(text, work, source))];
      return there.map((work) => ({ name: work, ...pairIn(text, work, source) }));
    }
  }
}
