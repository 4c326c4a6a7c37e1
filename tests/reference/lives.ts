import type { ClockName } from '#domain/clock-name.ts';
import type { Episode, Story, Utterance } from './story.ts';
import type { Minute } from './wall-time.ts';

/** From when to when each clock lives, before anything is counted. */

export interface Life {
  readonly clock: ClockName;
  readonly episode: number;
  readonly cycle: number;
  readonly start: Minute;
  /** It starts at the receipt of a message. */
  readonly late: boolean;
  /** The first minute in which the platform takes no answer; infinite where it always does. */
  readonly doorShutsAt: Minute;
  readonly over?: { readonly at: Minute; readonly how: 'done' | 'ended' } | undefined;
}

/** Questions in a row, and what closed them. */
interface Cycle {
  readonly questions: Utterance[];
  answer?: Utterance;
}

/** What customers write to a ticket that stays out of work starts nothing. */
const isQuestion = ({ isCustomer, outOfWork }: Utterance): boolean => isCustomer && !outOfWork;

const isPerson = (message: Utterance): boolean =>
  !message.isCustomer && !message.isAutomation && !message.isAcknowledgement;

/** What an agent finds who reopens a ticket: the question that was left, and what was written when nobody was at work. */
function leftFor({ from, byHand }: Episode, before: Told | undefined): Utterance[] {
  if (!byHand || !before) return [];
  const last = before.cycles.at(-1);
  const unseen = before.messages.filter(({ isCustomer, outOfWork }) => isCustomer && outOfWork);
  return [...(last && !last.answer ? last.questions : []), ...unseen]
    .filter(({ deletedAt = Infinity }) => deletedAt > from)
    .map((message) => ({ ...message, sentAt: from, startsAt: from, isLate: false }));
}

function cyclesOf(
  messages: readonly Utterance[],
  left: readonly Utterance[],
  answers: (message: Utterance) => boolean,
): Cycle[] {
  const cycles: Cycle[] = left.length > 0 ? [{ questions: [...left] }] : [];
  for (const message of messages) {
    const last = cycles.at(-1);
    const open = last && !last.answer ? last : undefined;
    if (isQuestion(message) && open) open.questions.push(message);
    else if (isQuestion(message)) cycles.push({ questions: [message] });
    else if (open && answers(message)) open.answer = message;
  }
  return cycles;
}

interface Response extends Cycle {
  readonly life: Life;
}

interface Asked {
  readonly start: Minute;
  readonly late: boolean;
  /** When nothing of what was asked stood any more. */
  readonly takenBackAt?: Minute | undefined;
}

/** What questions come to that stood until a minute: a deletion from then on changes nothing. */
function askedBy(questions: readonly Utterance[], until: Minute): Asked | undefined {
  const deletionOf = ({ deletedAt = Infinity }: Utterance) => (deletedAt < until ? deletedAt : Infinity);
  const lastDeletion = Math.max(...questions.map(deletionOf));
  // What stood longest: where all was taken back, what stood until the last was.
  const standing = questions.filter((each) => deletionOf(each) === lastDeletion);
  const start = Math.min(...standing.map(({ startsAt }) => startsAt));
  if (standing.length === 0) return undefined;
  const starters = standing.filter(({ startsAt }) => startsAt === start);
  const [first] = starters.sort((a, b) => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1));
  return { start, late: first?.isLate ?? false, takenBackAt: lastDeletion === Infinity ? undefined : lastDeletion };
}

function responseOf({ questions, answer }: Cycle, { number, endedAt = Infinity }: Episode, cycle: number): Life {
  const sentAt = answer?.sentAt ?? Infinity;
  const asked = askedBy(questions, Math.min(sentAt, endedAt));
  if (!asked) throw new Error('A cycle begins with a question.');
  const { start, late, takenBackAt = Infinity } = asked;
  const doneAt = Math.max(sentAt, start);
  const undoneAt = Math.min(takenBackAt, endedAt);
  const clock = cycle === 1 ? 'firstResponse' : 'nextResponse';
  const doorShutsAt = Math.max(...questions.map((each) => each.doorShutsAt));
  const life = { clock, episode: number, cycle, start, late, doorShutsAt } as const;
  if (doneAt <= undoneAt && doneAt < Infinity) return { ...life, over: { at: doneAt, how: 'done' } };
  return undoneAt < Infinity ? { ...life, over: { at: undoneAt, how: 'ended' } } : life;
}

/** When nobody waits for a resolution any more: it is there, or nothing that was asked stands. */
function overOf({ endedAt = Infinity, wasResolved }: Episode, asked: Asked | undefined): Life['over'] {
  const at = Math.min(asked?.takenBackAt ?? Infinity, endedAt);
  if (at === Infinity) return undefined;
  return { at, how: wasResolved && at === endedAt ? 'done' : 'ended' };
}

/**
 * The resolution of an episode that an agent began runs from then, or from an earlier question; whoever has taken back all
 * that was ever asked in the matter is owed none.
 */
function reopenedOf(own: readonly Utterance[], episode: Episode, whole: readonly Utterance[]): Life | undefined {
  const { from, endedAt = Infinity } = episode;
  const byCustomer = resolutionOf(own, episode);
  const asked = askedBy(whole, endedAt);
  if (!episode.byHand || !asked || (asked.takenBackAt ?? Infinity) <= from) return byCustomer;
  const start = Math.min(byCustomer?.start ?? Infinity, from);
  const late = byCustomer?.start === start && byCustomer.late;
  const over = overOf(episode, asked);
  return { clock: 'resolution', episode: episode.number, cycle: 1, start, late, doorShutsAt: Infinity, over };
}

function resolutionOf(questions: readonly Utterance[], episode: Episode): Life | undefined {
  const { number, endedAt = Infinity } = episode;
  const asked = askedBy(questions, endedAt);
  if (!asked) return undefined;
  const { start, late } = asked;
  const over = overOf(episode, asked);
  return { clock: 'resolution', episode: number, cycle: 1, start, late, doorShutsAt: Infinity, over };
}

/**
 * An update is owed from each message of a person's on, from the first answer that was waited for, until the episode is
 * over. What was sent before that wait was over (its question came late) counts from then.
 */
function updatesOf(
  messages: readonly Utterance[],
  { episode, resolution }: { episode: Episode; resolution: Life | undefined },
  responses: readonly Response[],
): Life[] {
  const done = responses.find(({ life }) => life.over?.how === 'done');
  if (!done?.answer || !done.life.over) return [];
  const { at: since } = done.life.over;
  const endedAt = resolution?.over?.at ?? Infinity;
  const times = messages
    .slice(messages.indexOf(done.answer))
    .filter(isPerson)
    .map(({ sentAt }) => Math.max(sentAt, since))
    .filter((at) => at <= endedAt);
  return times.map((start, index) => {
    const next = times[index + 1] ?? Infinity;
    const place = { clock: 'periodicUpdate', episode: episode.number, cycle: index + 1 } as const;
    const life = { ...place, start, late: false, doorShutsAt: Infinity };
    if (next < Infinity) return { ...life, over: { at: next, how: 'done' } };
    return endedAt < Infinity ? { ...life, over: { at: endedAt, how: 'ended' } } : life;
  });
}

/** An episode, told. */
interface Told {
  readonly messages: readonly Utterance[];
  readonly cycles: readonly Cycle[];
  readonly lives: readonly Life[];
  /** All that customers wrote in the matter that it is about. */
  readonly whole: readonly Utterance[];
}

function told(
  episode: Episode,
  messages: readonly Utterance[],
  { automationAnswers, before }: { automationAnswers: boolean; before: Told | undefined },
): Told {
  const answers = (message: Utterance) =>
    isPerson(message) || (automationAnswers && message.isAutomation && !message.isAcknowledgement);
  const cycles = cyclesOf(messages, leftFor(episode, before), answers);
  const written = messages.filter(({ isCustomer }) => isCustomer);
  const whole = episode.byHand && before ? [...before.whole, ...written] : written;
  const responses = cycles.map((cycle, index) => ({ ...cycle, life: responseOf(cycle, episode, index + 1) }));
  const resolution = reopenedOf(messages.filter(isQuestion), episode, whole);
  const updates = updatesOf(messages, { episode, resolution }, responses);
  const lives = [...responses.map(({ life }) => life), ...(resolution ? [resolution] : []), ...updates];
  return { messages, cycles, lives, whole };
}

/** The whole matter: from the start of the first episode to the end of the last, or until the latest questions were taken back. */
function totalOf({ episodes, utterances }: Story, lives: readonly Life[]): Life | undefined {
  const first = lives.find(({ clock }) => clock === 'resolution');
  const last = episodes.at(-1);
  if (!first || !last) return undefined;
  const questions = utterances.filter(isQuestion);
  const latest = Math.max(...questions.map(({ episode }) => episode));
  const askedLast = questions.filter(({ episode }) => episode === latest);
  const over = overOf(last, askedBy(askedLast, last.endedAt ?? Infinity));
  return { ...first, clock: 'totalResolution', episode: last.number, over };
}

/** Every clock that a story could start, whether or not a policy promises anything. */
export function livesOf(story: Story, automationAnswers: boolean): Life[] {
  let before: Told | undefined;
  const lives = story.episodes.flatMap((episode) => {
    const messages = story.utterances.filter((each) => each.episode === episode.number);
    before = told(episode, messages, { automationAnswers, before });
    return before.lives;
  });
  const total = totalOf(story, lives);
  return total ? [...lives, total] : lives;
}
