import type { Entry, MessageRef } from '#domain/entry.ts';
import type { Status } from '#domain/status.ts';
import { type Minute, minuteOf } from './wall-time.ts';

/** A ticket's story, read entry by entry. */

/** Something said, in the episode in which it was heard. */
export interface Utterance {
  readonly id: string;
  readonly isCustomer: boolean;
  /** Whoever writes from the future is believed to write when they were heard. */
  readonly sentAt: Minute;
  readonly startsAt: Minute;
  /** It was sent at another time than that at which it starts a clock. */
  readonly isLate: boolean;
  /** The first minute in which the platform takes no answer to it. */
  readonly doorShutsAt: Minute;
  isAutomation: boolean;
  isAcknowledgement: boolean;
  readonly episode: number;
  /** The ticket was out of work, and stayed so. */
  readonly outOfWork: boolean;
  deletedAt?: Minute;
}

export interface Episode {
  readonly number: number;
  readonly from: Minute;
  /** An agent has reopened the ticket, not the customer. */
  readonly byHand: boolean;
  endedAt?: Minute;
  wasResolved: boolean;
}

/** How the ticket stood from a minute on. */
export interface Standing {
  readonly since: Minute;
  readonly status: Status;
  readonly priority: string;
  readonly tier: string | undefined;
  readonly team: string | undefined;
}

export interface Story {
  readonly utterances: Utterance[];
  readonly episodes: Episode[];
  readonly standings: Standing[];
  /** The statuses as they were written; of two that claim a minute, the one written later is right. */
  readonly statuses: { readonly since: Minute; readonly status: Status }[];
}

const WORK: readonly Status[] = ['new', 'open', 'pending', 'on_hold'];
export const isWork = (status: Status): boolean => WORK.includes(status);

function messagesOf({ deed }: Entry): readonly MessageRef[] {
  if (deed.type === 'heard') return deed.messages;
  return deed.type === 'reply_sent' ? [deed.message] : [];
}

function statusAfter(entry: Entry, before: Status): Status {
  const { deed, state } = entry;
  if (state?.status) return state.status;
  // Entries of before the state was written.
  if (deed.type === 'moved') return deed.to;
  if (deed.type === 'merged_into') return 'closed';
  const asks = messagesOf(entry).some(({ direction }) => direction === 'in');
  return before === 'resolved' && asks ? 'open' : before;
}

/** Priority, tier and team are told together. Clocks go by the priority that was promised, where time alone has raised it. */
function judged(before: Standing, { state }: Entry): Standing {
  if (!state?.priority) return before;
  const { priority, promise = priority, tier, team } = state;
  return { ...before, priority: promise, tier, team };
}

function tellEpisode({ episodes }: Story, { at: time, deed }: Entry, status: Status): Episode {
  const at = minuteOf(time);
  const current = episodes.at(-1);
  if (!current || (current.endedAt !== undefined && isWork(status))) {
    const byHand = current !== undefined && deed.type === 'moved';
    const next = { number: (current?.number ?? 0) + 1, from: at, byHand, wasResolved: false };
    episodes.push(next);
    return next;
  }
  if (current.endedAt === undefined && !isWork(status)) {
    current.endedAt = at;
    current.wasResolved = status === 'resolved';
  }
  return current;
}

function tellMessage({ utterances }: Story, message: MessageRef, told: Pick<Utterance, 'episode' | 'outOfWork'>): void {
  const { id, direction, sentAt, startsAt = sentAt, windowMinutes = Infinity, by, acknowledgement } = message;
  const known = utterances.find((each) => each.id === id);
  const isAutomation = by === 'automation';
  const isAcknowledgement = acknowledgement === true;
  if (known) {
    known.isAutomation ||= isAutomation;
    known.isAcknowledgement ||= isAcknowledgement;
    return;
  }
  const [sent, starts] = [minuteOf(sentAt), minuteOf(startsAt)];
  const said = Math.min(sent, starts);
  const minutes = { sentAt: said, startsAt: starts, isLate: sent !== starts, doorShutsAt: said + windowMinutes };
  utterances.push({ id, isCustomer: direction === 'in', ...minutes, isAutomation, isAcknowledgement, ...told });
}

function tellDeletions({ utterances }: Story, { deed, at }: Entry): void {
  if (deed.type !== 'amended') return;
  for (const { messageId, kind } of deed.amendments) {
    const message = utterances.find(({ id }) => id === messageId);
    if (message && kind === 'deletion') message.deletedAt ??= minuteOf(at);
  }
}

type Judgement = Pick<Standing, 'priority' | 'tier' | 'team'>;

/** How a ticket was judged first; `otherwise` where its history does not say. */
function firstJudgement(entries: readonly Entry[], otherwise: Judgement): Judgement {
  const state = entries.find((entry) => entry.state?.priority)?.state;
  if (!state?.priority) return otherwise;
  const { priority, promise = priority, tier, team } = state;
  return { priority: promise, tier, team };
}

/** When the history last heard a customer, up to an entry. */
function lastHearing(entries: readonly Entry[], upTo: Entry): Minute {
  const hearings = entries
    .slice(0, entries.indexOf(upTo) + 1)
    .filter((entry) => messagesOf(entry).some(({ direction }) => direction === 'in'));
  return Math.max(-Infinity, ...hearings.map(({ at }) => minuteOf(at)));
}

/**
 * The minute from which a status is right: when it was written; but a ticket that an answer has set to wait waits from the
 * minute in which that was given, unless the customer was heard, or the ticket came to stand as it then stood, after that.
 */
function rightFrom(entries: readonly Entry[], entry: Entry, before: Story['statuses']): Minute {
  const written = minuteOf(entry.at);
  const previous = before.at(-1)?.status;
  if (!previous || !isWork(previous)) return written;
  const given = messagesOf(entry).filter((each) => each.direction === 'out' && each.acknowledgement !== true);
  const byPeople = given.some(({ by }) => by !== 'automation');
  const minutes = given
    .filter(({ by }) => !byPeople || by !== 'automation')
    .map(({ sentAt, startsAt = sentAt }) => Math.min(minuteOf(sentAt), minuteOf(startsAt)))
    .filter((minute) => minute >= lastHearing(entries, entry));
  const stoodOtherwise = before.findLastIndex(({ status }) => status !== previous);
  const stoodSince = before[stoodOtherwise + 1]?.since ?? written;
  return Math.max(stoodSince, Math.min(written, ...minutes));
}

/** Reads a history. @param otherwise how the ticket is judged where no entry says it. */
export function storyOf(entries: readonly Entry[], otherwise: Judgement): Story {
  const story: Story = { utterances: [], episodes: [], standings: [], statuses: [] };
  let standing: Standing = { since: 0, status: 'new', ...firstJudgement(entries, otherwise) };
  for (const entry of entries) {
    const status = statusAfter(entry, standing.status);
    const { number: episode, endedAt } = tellEpisode(story, entry, status);
    for (const message of messagesOf(entry)) tellMessage(story, message, { episode, outOfWork: endedAt !== undefined });
    tellDeletions(story, entry);
    const isSetToWait = status === 'pending' && standing.status !== 'pending';
    const since = isSetToWait ? rightFrom(entries, entry, story.statuses) : minuteOf(entry.at);
    story.statuses.push({ since, status });
    standing = { ...judged(standing, entry), since: minuteOf(entry.at), status };
    story.standings.push(standing);
  }
  const inOrder = (a: Utterance, b: Utterance) => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1);
  return { ...story, utterances: story.utterances.sort(inOrder) };
}

/** How the ticket stood at a minute: before anything was written, as it stood first. */
export function standingAt({ standings }: Story, minute: Minute): Standing | undefined {
  return standings.findLast(({ since }) => since <= minute) ?? standings[0];
}
