import { type Answering, answers } from '#domain/answer.ts';
import type { ClockName } from '#domain/clock-name.ts';
import { earliest, latest } from '#domain/instant.ts';
import { type Beginning, beginningOf, type Conclusion, concluded, cyclesOf, inOrder } from '#domain/timeline/cycles.ts';
import type { EpisodeFacts, Said, TicketFacts } from '#domain/timeline/history.ts';

/** What somebody waits for, or waited for, on a ticket: one wait for each clock that may be kept, target or no target. */
export interface Wait extends Conclusion {
  readonly clock: ClockName;
  readonly episode: number;
  readonly cycle: number;
  readonly startedAt: string;
  readonly startedBy?: string | undefined;
  readonly late: boolean;
  /** Until when the platform takes an answer; absent where it always does, and of what waits for none. */
  readonly answerUntil?: string | undefined;
  /** Where the matter rested between a resolution and a reopening. */
  readonly rests: readonly { readonly from: string; readonly to: string }[];
}

const NONE: Wait['rests'] = [];

function begun({ startedAt, startedBy, late }: Pick<Wait, 'startedAt' | 'startedBy' | 'late'>) {
  return { startedAt, startedBy, late, rests: NONE };
}

function responses(episode: EpisodeFacts, answering: Answering): Wait[] {
  return cyclesOf(episode, answering).map(({ number, beginning, answerUntil, doneAt, doneBy, endedAt }) => ({
    clock: number === 1 ? 'firstResponse' : 'nextResponse',
    episode: episode.number,
    cycle: number,
    ...begun(beginning),
    ...(answerUntil !== undefined && { answerUntil }),
    doneAt,
    doneBy,
    endedAt,
  }));
}

/** How an episode's questions began, all of them together. @param until when what is taken back moves nothing any more. */
function asked(episode: EpisodeFacts, until: string | undefined): Beginning | undefined {
  const questions = inOrder(episode).filter(({ direction }) => direction === 'in');
  return beginningOf(questions, until);
}

/** What customers wrote in an episode and in those that it takes up. */
function askedSoFar({ messages, takesUp }: EpisodeFacts): Said[] {
  const own = messages.filter(({ direction }) => direction === 'in');
  return takesUp ? [...askedSoFar(takesUp), ...own] : own;
}

/** An episode begins with its first question, or when an agent took the matter up, unless all was taken back by then. */
function begins(episode: EpisodeFacts): (Omit<Beginning, 'startedBy'> & Pick<Wait, 'startedBy'>) | undefined {
  const { endedAt, takesUp, from } = episode;
  const own = asked(episode, endedAt);
  const whole = takesUp && beginningOf(askedSoFar(episode), endedAt);
  if (!whole || (whole.withdrawnAt !== undefined && whole.withdrawnAt <= from)) return own;
  const { withdrawnAt } = whole;
  return own && own.startedAt <= from ? { ...own, withdrawnAt } : { startedAt: from, late: false, withdrawnAt };
}

function resolution(episode: EpisodeFacts): Wait | undefined {
  const { resolvedAt: doneAt, endedAt } = episode;
  const beginning = begins(episode);
  if (!beginning) return undefined;
  const conclusion = concluded({ doneAt }, beginning.withdrawnAt, endedAt);
  return { clock: 'resolution', episode: episode.number, cycle: 1, ...begun(beginning), ...conclusion };
}

/** Word from time to time: from each message of a person's to the next, once the customer has had an answer. */
function updates(episode: EpisodeFacts, answering: Answering): Wait[] {
  const [answered] = cyclesOf(episode, answering).flatMap(({ doneAt, doneBy }) => (doneAt ? [{ doneAt, doneBy }] : []));
  if (!answered) return [];
  const { doneAt: since } = answered;
  const withdrawnAt = begins(episode)?.withdrawnAt;
  const endAt = earliest(withdrawnAt, episode.endedAt);
  const said = inOrder(episode);
  const words = said
    .slice(said.findIndex(({ id }) => id === answered.doneBy))
    .filter((message) => answers(message, { automationAnswers: false }))
    .map(({ id, sentAt }) => ({ id, at: latest(sentAt, since) ?? since }))
    .filter(({ at }) => endAt === undefined || at <= endAt);
  return words.map(({ id, at: startedAt }, index) => {
    const next = words[index + 1];
    const conclusion = concluded({ doneAt: next?.at, doneBy: next?.id }, undefined, endAt);
    const place = { clock: 'periodicUpdate' as const, episode: episode.number, cycle: index + 1 };
    return { ...place, startedAt, startedBy: id, late: false, rests: NONE, ...conclusion };
  });
}

/** The whole matter, from its first question to its last resolution. */
function totalResolution(episodes: readonly EpisodeFacts[]): Wait | undefined {
  const first = episodes.map(resolution).find((wait) => wait !== undefined);
  const last = episodes.at(-1);
  if (!first || !last) return undefined;
  const { startedAt, startedBy, late } = first;
  const rests = episodes.flatMap(({ endedAt }, index) => {
    const next = episodes[index + 1];
    return endedAt && next ? [{ from: endedAt, to: next.from }] : [];
  });
  // An agent who reopens asks for nothing: what the customer asked last stands, or was taken back.
  const withdrawnAt = episodes.flatMap((episode) => asked(episode, last.endedAt) ?? []).at(-1)?.withdrawnAt;
  const { doneAt, endedAt } = concluded({ doneAt: last.resolvedAt }, withdrawnAt, last.endedAt);
  return {
    clock: 'totalResolution',
    episode: last.number,
    cycle: 1,
    startedAt,
    startedBy,
    late,
    rests,
    doneAt,
    endedAt,
  };
}

/** Every wait of a ticket, episode by episode, the whole matter last. */
export function waitsOf({ episodes }: TicketFacts, answering: Answering): Wait[] {
  const each = episodes.flatMap((episode) => [
    ...responses(episode, answering),
    ...[resolution(episode)].flatMap((wait) => wait ?? []),
    ...updates(episode, answering),
  ]);
  return [...each, ...[totalResolution(episodes)].flatMap((wait) => wait ?? [])];
}
