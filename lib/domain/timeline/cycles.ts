import { type Answering, answers } from '#domain/answer.ts';
import { earliest, latest } from '#domain/instant.ts';
import { comparePositions } from '#domain/message.ts';
import type { EpisodeFacts, Said } from '#domain/timeline/history.ts';

/** Question and answer: the cycles of an episode, whatever the order in which its messages arrived. */

/** When something began that somebody waits for, by which message, and whether it was taken back. */
export interface Beginning {
  readonly startedAt: string;
  readonly startedBy: string;
  /** The message was found late or came from the future: the clock runs from its receipt. */
  readonly late: boolean;
  /** When the last of the messages that ask for it was taken back; absent while one stands. */
  readonly withdrawnAt?: string | undefined;
}

/** How it went on: done, or ended undone, or neither yet. */
export interface Conclusion {
  readonly doneAt?: string | undefined;
  readonly doneBy?: string | undefined;
  readonly endedAt?: string | undefined;
}

/** A question until its answer. Cycle 1 is the first response; every later one is a next response. */
export interface Cycle extends Conclusion {
  readonly number: number;
  readonly beginning: Beginning;
  /** Until when the platform takes an answer to the latest of its messages; absent where it always does. */
  readonly answerUntil?: string | undefined;
}

const earliestStart = (a: Said, b: Said): Said =>
  b.startsAt < a.startsAt || (b.startsAt === a.startsAt && comparePositions(b, a) < 0) ? b : a;

/**
 * When customers' messages begin something: at the earliest that stands; once none does, at the earliest of what stood
 * longest, so that taking back the last moves no beginning.
 * @param until when it was over: what is taken back later stands, so that nothing of the past is moved.
 */
export function beginningOf(messages: readonly Said[], until: string | undefined): Beginning | undefined {
  const goneAt = ({ deletedAt }: Said) =>
    until !== undefined && deletedAt && deletedAt >= until ? undefined : deletedAt;
  const allGone = messages.every((message) => goneAt(message) !== undefined);
  const withdrawnAt = allGone ? latest(...messages.map(goneAt)) : undefined;
  const [first, ...others] = messages.filter((message) => goneAt(message) === withdrawnAt);
  if (!first) return undefined;
  const { id: startedBy, startsAt: startedAt, late } = others.reduce(earliestStart, first);
  return { startedAt, startedBy, late, withdrawnAt };
}

/**
 * What comes first decides: done, taken back, or the end of the episode. Done at that very instant is done.
 * @param endAt when the episode ended.
 */
export function concluded(done: Conclusion, withdrawnAt: string | undefined, endAt: string | undefined): Conclusion {
  const endedAt = earliest(withdrawnAt, endAt);
  if (done.doneAt !== undefined && (endedAt === undefined || done.doneAt <= endedAt)) return done;
  return endedAt === undefined ? {} : { endedAt };
}

/** The messages of an episode by platform time; what customers wrote on a ticket that was out of work asks for nothing. */
export function inOrder({ messages }: Pick<EpisodeFacts, 'messages'>): Said[] {
  return messages.filter(({ direction, afterEnd }) => direction === 'out' || !afterEnd).sort(comparePositions);
}

/** Every message opens the window anew, and one that was taken back has opened it all the same. */
function lastMomentOf(asked: readonly Said[]): string | undefined {
  const moments = asked.map(({ answerUntil }) => answerUntil);
  return moments.includes(undefined) ? undefined : latest(...moments);
}

function cycleOf({ number, asked, answer }: Open, endAt: string | undefined): Cycle | undefined {
  const beginning = beginningOf(asked, earliest(answer?.sentAt, endAt));
  if (!beginning) return undefined;
  const { startedAt, withdrawnAt } = beginning;
  const doneAt = answer && latest(answer.sentAt, startedAt);
  return {
    number,
    beginning,
    answerUntil: lastMomentOf(asked),
    ...concluded({ doneAt, doneBy: answer?.id }, withdrawnAt, endAt),
  };
}

interface Open {
  readonly number: number;
  readonly asked: Said[];
  answer?: Said;
}

function opened(all: Open[]): Open {
  const open: Open = { number: all.length + 1, asked: [] };
  all.push(open);
  return open;
}

/**
 * What an agent takes up again who reopens a ticket: the question that ended with the episode before, and what the customer
 * wrote when nobody was at work. It waits from the reopening; what was taken back by then does not.
 */
function takenUp({ takesUp: before, from }: EpisodeFacts, answering: Answering): Said[] {
  if (!before) return [];
  const last = questionsOf(before, answering).at(-1);
  const unseen = before.messages.filter(({ direction, afterEnd }) => direction === 'in' && afterEnd);
  return [...(last && !last.answer ? last.asked : []), ...unseen]
    .filter(({ deletedAt }) => deletedAt === undefined || deletedAt > from)
    .map((said) => ({ ...said, sentAt: from, startsAt: from, late: false }));
}

/** The questions of an episode, each with the messages that ask it and the answer, if there is one. */
function questionsOf(episode: EpisodeFacts, answering: Answering): Open[] {
  const all: Open[] = [];
  const again = takenUp(episode, answering);
  let open = again.length > 0 ? opened(all) : undefined;
  open?.asked.push(...again);
  for (const message of inOrder(episode)) {
    if (message.direction === 'in') {
      open ??= opened(all);
      open.asked.push(message);
    } else if (open && answers(message, answering(message.sentAt))) {
      open.answer = message;
      open = undefined;
    }
  }
  return all;
}

/** The question that nobody has answered: since when somebody waits, and in how many messages that stand it was asked. */
export function openQuestion(
  episode: EpisodeFacts,
  answering: Answering,
): { readonly startedAt: string; readonly messages: number } | undefined {
  const last = questionsOf(episode, answering).at(-1);
  if (!last || last.answer || episode.endedAt !== undefined) return undefined;
  const standing = last.asked.filter(({ deletedAt }) => deletedAt === undefined);
  const beginning = beginningOf(standing, undefined);
  return beginning && { startedAt: beginning.startedAt, messages: standing.length };
}

/**
 * The cycles of an episode, in order. A message that was taken back keeps its place, so that no cycle is counted anew;
 * it starts no clock while another of its cycle stands.
 */
export function cyclesOf(episode: EpisodeFacts, answering: Answering): Cycle[] {
  return questionsOf(episode, answering).flatMap((each) => cycleOf(each, episode.endedAt) ?? []);
}
