import type { Expectation } from './expectation.ts';
import type { Shelves } from './shelves.ts';

/** What became of one file: the answer to it, and what the engines hold of its events. Pure. */

/** How a delivery was answered. */
export interface Answered {
  readonly file: string;
  /** 0 when there was no answer. */
  readonly status: number;
  /** What a refusal says. */
  readonly detail?: string | undefined;
  readonly expected: readonly Expectation[];
  /** A poll's page that brings nothing. */
  readonly isEmpty?: boolean;
}

export type Outcome = 'stored' | 'ignored' | 'rejected' | 'parked' | 'failed' | 'lost';

export interface FileOutcome {
  readonly file: string;
  readonly status: number;
  readonly outcome: Outcome;
  /** Names of the messages, edits and deletions found, each once. */
  readonly messages: readonly string[];
  readonly amendments: readonly string[];
  /** Why events were ignored or parked, or the delivery refused; each once. */
  readonly reasons: readonly string[];
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

type Found = Pick<Expectation, 'words'> & { readonly outcome: Outcome; readonly reason?: string | undefined };

/** Parked comes first: an event that lies there asks for somebody, wherever else it may be. */
function find({ event, words }: Expectation, shelves: Shelves): Found {
  const parked = shelves.parked.get(event);
  if (parked !== undefined) return { outcome: 'parked', reason: parked };
  if (words && shelves.words.has(words.name)) return { outcome: 'stored', words };
  const reason = shelves.traces.get(event);
  return reason === undefined ? { outcome: 'lost', reason: `not found: ${event}` } : { outcome: 'ignored', reason };
}

function refusal({ file, status, detail }: Answered): FileOutcome {
  const isFailure = status === 0 || status >= 500;
  const outcome = isFailure ? 'failed' : 'rejected';
  return { file, status, outcome, messages: [], amendments: [], reasons: [detail ?? 'no reason given'] };
}

/** The gravest outcome among a file's events is the file's. */
const GRAVEST: readonly Outcome[] = ['lost', 'parked', 'stored', 'ignored'];

/** Says what became of a file. */
export function outcomeOf(answered: Answered, shelves: Shelves): FileOutcome {
  const { file, status, expected } = answered;
  if (status < 200 || status > 299) return refusal(answered);
  if (answered.isEmpty)
    return { file, status, outcome: 'ignored', messages: [], amendments: [], reasons: ['empty_page'] };
  const found = expected.map((each) => find(each, shelves));
  const named = (isMessage: boolean) =>
    unique(found.flatMap(({ words }) => (words && (words.kind === 'message') === isMessage ? [words.name] : [])));
  return {
    file,
    status,
    // A delivery is at least one event; an accepted one without any would be a hole in the platform's split.
    outcome: GRAVEST.find((outcome) => found.some((each) => each.outcome === outcome)) ?? 'lost',
    messages: named(true),
    amendments: named(false),
    reasons: unique(found.flatMap(({ reason }) => reason ?? [])),
  };
}
