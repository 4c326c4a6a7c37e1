import type { Message } from '@aws-sdk/client-sqs';
import {
  AT_ONCE,
  deleteParked,
  giveBack,
  parkReasonOf,
  type RedriveDeps,
  receiveParked,
  sendBack,
} from './redrive-calls.ts';

/**
 * Brings parked messages back: receive, send, delete, in this order. Whoever dies in between leaves a message on both
 * queues, which the workers take for one; nobody can leave it on neither. SQS has a task of its own for this
 * (StartMessageMoveTask), but it takes everything at once, keeps the park reason, and only AWS has it.
 */

/** A queue that says twice that it is empty is. */
const EMPTY_ANSWERS = 2;
const HOLD_SECONDS = 300;

export interface RedriveOptions {
  /** Counts and gives back, moves nothing. */
  readonly dryRun?: boolean;
  /** At most so many. @default all */
  readonly limit?: number | undefined;
  /** Seconds for which nobody else sees what was received. @default 300 */
  readonly holdSeconds?: number;
  readonly onProgress?: (count: number) => void;
}

export interface Redriven {
  /** Moved; in a dry run, those that would be. */
  readonly moved: number;
  /** The moved ones by why they were parked. */
  readonly byReason: Readonly<Record<string, number>>;
  /** Parked, or parked again, since this run began: left, or a hopeless one would go round for ever. */
  readonly parkedSince: number;
  /** Could not be sent and are still parked; the run ended there, and `problem` says why. */
  readonly unsent: number;
  /** Sent and not deleted: they come once more. */
  readonly undeleted: number;
  readonly problem?: string | undefined;
}

/** One run over a parked queue. */
class Run {
  readonly #deps: RedriveDeps;
  readonly #options: RedriveOptions;
  readonly #startedAt = Date.now();
  readonly #seen = new Set<string | undefined>();
  readonly #left: Message[] = [];
  readonly #byReason = new Map<string, number>();
  #moved = 0;
  #parkedSince = 0;
  #unsent = 0;
  #undeleted = 0;
  #problem: string | undefined;

  constructor(deps: RedriveDeps, options: RedriveOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  async whole(): Promise<Redriven> {
    const { limit = Number.POSITIVE_INFINITY, holdSeconds = HOLD_SECONDS } = this.#options;
    let empty = 0;
    while (empty < EMPTY_ANSWERS && this.#moved < limit && this.#problem === undefined) {
      const received = await receiveParked(this.#deps, Math.min(AT_ONCE, limit - this.#moved), holdSeconds);
      const fresh = received.filter(({ MessageId }) => !this.#seen.has(MessageId));
      empty = fresh.length === 0 ? empty + 1 : 0;
      await this.#handle(fresh);
    }
    await giveBack(this.#deps, this.#left);
    return this.#result();
  }

  async #handle(messages: readonly Message[]): Promise<void> {
    for (const { MessageId } of messages) this.#seen.add(MessageId);
    const isOld = ({ Attributes }: Message) => Number(Attributes?.SentTimestamp ?? 0) <= this.#startedAt;
    const newcomers = messages.filter((message) => !isOld(message));
    this.#parkedSince += newcomers.length;
    this.#left.push(...newcomers);
    await (this.#options.dryRun ? this.#count(messages.filter(isOld)) : this.#move(messages.filter(isOld)));
    this.#options.onProgress?.(this.#moved);
  }

  #count(messages: readonly Message[]): void {
    this.#left.push(...messages);
    this.#tally(messages);
  }

  async #move(messages: readonly Message[]): Promise<void> {
    const { sent, problem } = await sendBack(this.#deps, messages);
    this.#left.push(...messages.filter((message) => !sent.includes(message)));
    this.#unsent += messages.length - sent.length;
    this.#problem = problem;
    this.#tally(sent);
    this.#undeleted += await deleteParked(this.#deps, sent);
  }

  #tally(messages: readonly Message[]): void {
    this.#moved += messages.length;
    for (const message of messages) {
      const reason = parkReasonOf(message);
      this.#byReason.set(reason, (this.#byReason.get(reason) ?? 0) + 1);
    }
  }

  #result(): Redriven {
    const byReason = Object.fromEntries([...this.#byReason].sort(([a], [b]) => (a < b ? -1 : 1)));
    const counts = { parkedSince: this.#parkedSince, unsent: this.#unsent, undeleted: this.#undeleted };
    return { moved: this.#moved, byReason, ...counts, problem: this.#problem };
  }
}

/**
 * Brings back what was parked when the run began.
 * @throws the SDK's error when the parked queue can't be read or a batch can't be deleted; nothing is lost, and what was
 * sent by then comes once more.
 */
export function redrive(deps: RedriveDeps, options: RedriveOptions = {}): Promise<Redriven> {
  return new Run(deps, options).whole();
}
