/** What a local run can be told. */
import type { KindOfKey } from './proxy/capacity.ts';

export interface StartOptions {
  /** A synthesized app: the folder with its manifest.json. */
  readonly assembly: string;
  /** Only stacks that this says yes to. @default all */
  readonly stacks?: ((name: string) => boolean) | undefined;
  /** The first HTTP API listens here, the next one a port higher, and so on. @default free ports */
  readonly port?: number | undefined;
  /** Keeps tables, queues, buckets and generated secrets here. @default in memory */
  readonly dataDirectory?: string | undefined;
  /** Whether the engines are to serve for minutes at full load, so that a slower start pays. @default false */
  readonly isLongRun?: boolean | undefined;
  /** Where the run's time starts, epoch milliseconds. @default now */
  readonly startAt?: number | undefined;
  /** Factor on visibility timeouts, queue delays and retry pauses. @default 1 */
  readonly timeoutScale?: number | undefined;
  /** Environments a function may have. @default 4 */
  readonly environments?: number | undefined;
  /** The same for functions whose logical id or service name starts with a key. */
  readonly concurrency?: Readonly<Record<string, number>> | undefined;
  /**
   * Values of secrets, by logical id (or its beginning), by name (or its beginning), or by the output that tells the
   * secret's ARN; an object is stored as JSON. @default what the template says is generated
   */
  readonly secrets?: Readonly<Record<string, string | object>> | undefined;
  /** Variables added to functions whose logical id or service name starts with a key; the key `*` means all. */
  readonly variables?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** Addresses that are called instead of an API destination's, by its logical id (or its beginning) or by its address. */
  readonly apiDestinations?: Readonly<Record<string, string>> | undefined;
  /** Names the kind of a written item by its key, for the capacity report. */
  readonly kindOfKey?: KindOfKey | undefined;
  /** Whether the throttles of API stages are played. @default true */
  readonly throttling?: boolean | undefined;
  /** Seed of everything that is left to chance. @default 1 */
  readonly seed?: number | undefined;
  /** Gets a short line at each step of the start. */
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** The entry whose key is how a name begins; the longest such key wins. */
export function byPrefix<T>(entries: Readonly<Record<string, T>> | undefined, names: readonly string[]): T | undefined {
  const [best] = Object.entries(entries ?? {})
    .filter(([prefix]) => names.some((name) => name.startsWith(prefix)))
    .toSorted(([a], [b]) => b.length - a.length);
  return best?.[1];
}
