import type { AnswerPromise } from '#domain/promise/answer-promise.ts';
import { standingOf } from '#domain/promise/grading.ts';

/** How many promises were kept, by account and day. */
export interface PromiseTally {
  readonly account: string;
  /** UTC */
  readonly day: string;
  readonly told: number;
  readonly kept: number;
  readonly broken: number;
  /** Their time is not over. */
  readonly open: number;
  /** Of those that are kept or broken, 0 to 1; absent while there are none. */
  readonly keptShare?: number | undefined;
}

function tallyOf(promises: readonly AnswerPromise[], { account, day }: AnswerPromise, now: string): PromiseTally {
  const standings = promises.map((promise) => standingOf(promise, now));
  const counted = (standing: string): number => standings.filter((each) => each === standing).length;
  const [kept, broken, open] = [counted('kept'), counted('broken'), counted('open')];
  const over = kept + broken;
  return { account, day, told: over + open, kept, broken, open, ...(over > 0 && { keptShare: kept / over }) };
}

/** Tallies by day, then account; promises that reached nobody are left out. */
export function tallyPromises(promises: readonly AnswerPromise[], now: string): PromiseTally[] {
  const told = promises.filter((promise) => standingOf(promise, now) !== 'untold');
  const groups = Map.groupBy(told, ({ day, account }) => `${day} ${account}`);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => (group[0] ? [tallyOf(group, group[0], now)] : []));
}
