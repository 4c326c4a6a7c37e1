/** The run's time: real time plus an offset that tests and the demo move forward. */

/** Something that wants to be woken at moments of the run's time. */
export interface Alarm {
  /** When it wants to be woken next, in the run's time. */
  dueAt(): number;
  /** Called once for each due moment, in the order of the moments; `dueAt` must be later afterwards. */
  fire(at: number): Promise<void>;
  /** Called in its place when time has leapt over due moments; `dueAt` must be later than `to` afterwards. */
  skip(to: number): void;
}

export interface ClockOptions {
  /** Where the run's time starts, in epoch milliseconds. @default the real time */
  readonly startAt?: number | undefined;
  /** Real time, in epoch milliseconds. @default Date.now */
  readonly real?: (() => number) | undefined;
}

/** The longest that the clock sleeps: alarms added meanwhile wait no longer. */
const MAX_SLEEP_MS = 1_000;

/** A shifted clock. Time never goes back, and alarms fire in order, each at its own moment, jumps or not. */
export class Clock {
  readonly #real: () => number;
  readonly #alarms = new Set<Alarm>();
  readonly #listeners = new Set<(offsetMs: number) => void>();
  #offsetMs: number;
  #timer: NodeJS.Timeout | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor({ startAt, real = Date.now }: ClockOptions = {}) {
    this.#real = real;
    this.#offsetMs = startAt === undefined ? 0 : startAt - real();
  }

  /** Epoch milliseconds of the run's time. */
  now(): number {
    return this.#real() + this.#offsetMs;
  }

  /** How far the run's time is ahead of real time. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Moves time forward; alarms due on the way fire first, each at its own moment. */
  advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError('time only moves forward');
    return this.#inTurn(() => this.#moveTo(this.now() + ms));
  }

  /** Moves time forward over the alarms on the way, which do not fire: as if nobody had been there. */
  leap(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError('time only moves forward');
    return this.#inTurn(async () => {
      const target = this.now() + ms;
      for (const alarm of this.#alarms) if (alarm.dueAt() <= target) alarm.skip(target);
      this.#shiftTo(target);
    });
  }

  /** Adds an alarm; returns what removes it. */
  add(alarm: Alarm): () => void {
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Tells every jump of the offset. */
  onShift(listener: (offsetMs: number) => void): void {
    this.#listeners.add(listener);
  }

  /** Lets alarms fire as real time goes by. */
  run(): void {
    const sleep = Math.min(Math.max(this.#nextDue() - this.now(), 1), MAX_SLEEP_MS);
    this.#timer = setTimeout(() => {
      void this.#inTurn(() => this.#fireUntil(this.now())).finally(() => this.#timer && this.run());
    }, sleep);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#alarms.clear();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  async #moveTo(target: number): Promise<void> {
    await this.#fireUntil(target);
    this.#shiftTo(target);
  }

  /** Alarms of one moment fire at once, as schedules do; the next moment waits for all of them. */
  async #fireUntil(target: number): Promise<void> {
    for (let due = this.#nextDue(); due <= target; due = this.#nextDue()) {
      const alarms = [...this.#alarms].filter((candidate) => candidate.dueAt() === due);
      this.#shiftTo(due);
      await Promise.all(alarms.map((alarm) => alarm.fire(due)));
    }
  }

  #nextDue(): number {
    return Math.min(...[...this.#alarms].map((alarm) => alarm.dueAt()), Number.POSITIVE_INFINITY);
  }

  #shiftTo(moment: number): void {
    const behind = moment - this.now();
    if (behind <= 0) return;
    this.#offsetMs += behind;
    for (const listener of this.#listeners) listener(this.#offsetMs);
  }
}
