/** The faults that can be switched on while the stack runs. All are off at the start. */
import type { Random } from '../random.ts';

/** How an engine is down: connections break, or every answer is an error. */
export type Outage = false | 'refused' | 'error';

export interface DynamoDbFaults {
  /** Share of requests answered ProvisionedThroughputExceededException, 0 to 1. */
  readonly throttle: number;
  /** Share of writes answered TransactionConflictException, or cancelled for a conflict, 0 to 1. */
  readonly conflict: number;
  /** Share of writes that are applied and then answered 500, 0 to 1. */
  readonly lostAnswer: number;
  /** Index queries are answered as of so many milliseconds ago. */
  readonly staleIndexMs: number;
  /** Share of index queries that are stale while `staleIndexMs` is above zero, 0 to 1. */
  readonly staleIndexShare: number;
  readonly down: Outage;
}

export interface QueueFaults {
  /** Share of entries of a SendMessageBatch that come back as failed, 0 to 1. */
  readonly rejectEntry: number;
  /** Share of sends that are applied and then answered 500, 0 to 1. */
  readonly lostAnswer: number;
  readonly down: Outage;
}

export interface BusFaults {
  /** Share of PutEvents entries that come back as failed, 0 to 1. */
  readonly rejectEntry: number;
  readonly down: Outage;
}

export interface BucketFaults {
  readonly down: Outage;
}

export interface Faults {
  readonly dynamodb: DynamoDbFaults;
  readonly sqs: QueueFaults;
  readonly s3: BucketFaults;
  readonly bus: BusFaults;
}

export type FaultChange = { readonly [Engine in keyof Faults]?: Partial<Faults[Engine]> };

const NONE: Faults = {
  dynamodb: { throttle: 0, conflict: 0, lostAnswer: 0, staleIndexMs: 0, staleIndexShare: 1, down: false },
  sqs: { rejectEntry: 0, lostAnswer: 0, down: false },
  s3: { down: false },
  bus: { rejectEntry: 0, down: false },
};

/** What was injected so far, by kind, so that a test can see that a fault really struck. */
export type Injected = Readonly<Record<string, number>>;

/** The switchboard: rates now, and one seeded source of chance for all of them. */
export class FaultBoard {
  readonly #random: Random;
  readonly #injected: Record<string, number> = {};
  #faults: Faults = NONE;

  constructor(random: Random) {
    this.#random = random;
  }

  get(): Faults {
    return this.#faults;
  }

  /** Changes what is named and leaves the rest. */
  set(change: FaultChange): void {
    const { dynamodb, sqs, s3, bus } = this.#faults;
    this.#faults = {
      dynamodb: { ...dynamodb, ...change.dynamodb },
      sqs: { ...sqs, ...change.sqs },
      s3: { ...s3, ...change.s3 },
      bus: { ...bus, ...change.bus },
    };
  }

  /** All off. */
  clear(): void {
    this.#faults = NONE;
  }

  injected(): Injected {
    return { ...this.#injected };
  }

  /** Whether a fault of this kind and share strikes now; counted when it does. */
  strikes(kind: string, share: number): boolean {
    if (share <= 0 || this.#random() >= share) return false;
    this.#injected[kind] = (this.#injected[kind] ?? 0) + 1;
    return true;
  }
}
