import { clientFor, findPair, type QueuePair } from '#adapters/redrive-queues.ts';
import { UsageError } from '#local/command-line.ts';
import { outputsText } from '#local/outputs.ts';
import type { RedriveCommand, Work } from './command-line.ts';
import { pairIn } from './outputs.ts';

/** From what was written on the command line to the queues that are meant. */

export interface NamedPair extends QueuePair {
  /** `inbound`, `outbound`, `polls`, or `queue` when only addresses were given. */
  readonly name: string;
}

const HERE = 'name the queues: --from URL --to URL, or --endpoint URL for a stack that runs here';

/** A word in the names of a work's queues, as the constructs give them. */
const WORDS: Readonly<Record<Work, string>> = { inbound: 'Inbound', outbound: 'Outbound', polls: 'Polls' };

async function pairAt(url: string, work: Work): Promise<NamedPair> {
  const client = clientFor(url);
  const pair = await findPair(client, WORDS[work]).finally(() => client.destroy());
  if (!pair) throw new UsageError(`${url} has no ${work} queue of Earshot's.`);
  // A server may name itself otherwise than it is reached.
  const here = (address: string): string => new URL(new URL(address).pathname, url).href;
  return { name: work, from: here(pair.from), to: here(pair.to) };
}

/** The queues to be worked through. @throws {UsageError} when they can't be told. */
export function pairsOf({ works, source }: RedriveCommand): Promise<NamedPair[]> {
  switch (source.kind) {
    case 'urls':
      return Promise.resolve([{ name: 'queue', from: source.from, to: source.to }]);
    case 'endpoint':
      return Promise.all(works.map((work) => pairAt(source.url, work)));
    case 'outputs': {
      const text = outputsText(source.file, HERE);
      return Promise.resolve(works.map((work) => ({ name: work, ...pairIn(text, work, source) })));
    }
  }
}
