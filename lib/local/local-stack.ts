/** A running stack, as tests, the demo and `npm start` see it. */
import type { ArchivedEvent } from './bus/bus.ts';
import type { TokenOptions } from './engines/issuer.ts';
import type { Notification, QueueDepth } from './engines/queue-server.ts';
import type { FunctionState } from './lambda/function-state.ts';
import type { LogLine } from './log-buffer.ts';
import type { CapacityReport } from './proxy/capacity.ts';
import type { FaultChange, Faults, Injected } from './proxy/faults.ts';
import type { Endpoints } from './world.ts';

export interface LocalClock {
  /** Epoch milliseconds of the run's time. */
  now(): number;
  /** Moves time forward; schedules due on the way fire in order, each at its own moment. */
  advance(ms: number): Promise<void>;
  /** Moves time forward over the schedules on the way, which do not fire. */
  leap(ms: number): Promise<void>;
}

export interface FaultControl {
  get(): Faults;
  /** Changes what is named, leaves the rest; resolves when it is in force. */
  set(change: FaultChange): Promise<void>;
  /** Everything off. */
  clear(): void;
  /** How often each kind has struck. */
  injected(): Injected;
}

export interface QueueView {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** Whether a mapping works it; the others are dead-letter queues. */
  readonly worked: boolean;
  readonly depth: QueueDepth;
}

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface LocalStack {
  /** The outputs of all stacks, exports between stacks left out. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The address of each HTTP API by its logical id, and of the issuer as `issuer`. */
  readonly urls: Readonly<Record<string, string>>;
  /** Addresses for SDK clients; any credentials do. */
  readonly endpoints: Endpoints;
  readonly region: string;
  /** Physical names of tables and buckets are in the functions' variables and the outputs; tables also here. */
  readonly tables: readonly string[];
  /** The groups of the user pool, in the template's order. */
  readonly roles: readonly string[];
  readonly clock: LocalClock;
  readonly faults: FaultControl;
  /** An access token like Cognito's for a member of the group. */
  token(role: string, options?: TokenOptions): Promise<string>;
  /** The value of a secret, by logical id (or its beginning), name or ARN. */
  secret(id: string): string | undefined;
  /** Gives a secret a new value, as a rotation does. */
  putSecret(id: string, value: string | object): void;
  /** What reads and writes have cost since the start or the last reset. */
  capacity(): CapacityReport;
  resetCapacity(): void;
  /** The lines of all functions, or of those whose name starts with the prefix. */
  logs(functionPrefix?: string): readonly LogLine[];
  /** Tells every line from now on; returns what ends it. */
  followLogs(follower: (line: LogLine) => void): () => void;
  /** What was published to SNS topics. */
  notifications(): readonly Notification[];
  /** Every event that went over a bus, in order. */
  archive(): readonly ArchivedEvent[];
  /** All queues, or those whose name holds a part. */
  queues(namePart?: string): readonly QueueView[];
  /** What waits in a queue, hidden or not, without receiving it; by name, ARN or URL. */
  queued(queue: string): readonly QueuedMessage[];
  functions(): readonly FunctionState[];
  /** Invokes a function by logical id, label or name (or its beginning) and answers with its parsed result; rejects when it fails. */
  invoke(functionPrefix: string, event: unknown): Promise<unknown>;
  /** kill -9 of one environment, one at work if there is any; answers whether there was one. */
  kill(functionPrefix?: string): boolean;
  /** Resolves when all work is done: queues with a mapping empty, streams read, deliveries made, environments at rest. */
  idle(options?: { readonly timeoutMs?: number }): Promise<void>;
  /** Ends everything; nothing is left behind. */
  stop(): Promise<void>;
}
