import { type Entry, type MessageRef, saidAt } from '#domain/entry.ts';
import { type AnswerPromise, acknowledgementId } from '#domain/promise/answer-promise.ts';

/** What became of a promise, read off the ticket's history: the same history gives the same grade, whoever asks how often. */

const earliest = (times: readonly string[]): string | undefined => times.toSorted()[0];

function saidIn({ deed }: Entry): readonly MessageRef[] {
  if (deed.type === 'heard') return deed.messages;
  return deed.type === 'reply_sent' ? [deed.message] : [];
}

/** When a person first answered what was asked at `askedAt`; automation's words and acknowledgements are no answers. */
export function answeredAt(history: readonly Entry[], askedAt: string): string | undefined {
  const answers = history
    .flatMap(saidIn)
    .filter(
      ({ direction, by = 'person', acknowledgement }) => direction === 'out' && by === 'person' && !acknowledgement,
    );
  return earliest(answers.map(saidAt).filter((at) => at >= askedAt));
}

/** When the customer was told a promise. */
export function toldAt(
  history: readonly Entry[],
  promise: Pick<AnswerPromise, 'ticketId' | 'episode'>,
): string | undefined {
  const sent = history.flatMap(({ deed }) => (deed.type === 'reply_sent' ? [deed] : []));
  return sent.find(({ replyId }) => replyId === acknowledgementId(promise))?.message.sentAt;
}

/** The promise with what the history tells of it: told, answered, kept or broken. */
export function graded(promise: AnswerPromise, history: readonly Entry[]): AnswerPromise {
  const answered = answeredAt(history, promise.askedAt);
  const told = toldAt(history, promise);
  const outcome = answered === undefined ? undefined : answered <= promise.expected.until ? 'kept' : 'broken';
  return { ...promise, toldAt: told, answeredAt: answered, outcome };
}

/** What a promise counts as: one whose time is over without an answer is broken; `untold` never reached its customer. */
export function standingOf(promise: AnswerPromise, now: string): 'kept' | 'broken' | 'open' | 'untold' {
  if (promise.toldAt === undefined) return 'untold';
  if (promise.outcome) return promise.outcome;
  return now > promise.expected.until ? 'broken' : 'open';
}
