/** A function: as many environments as its work needs and its limit allows, each with one invocation at a time. */
import type { Clock } from '../clock.ts';
import type { LogSink } from '../log-buffer.ts';
import { pick, type Random } from '../random.ts';
import { Environment, type EnvironmentOptions } from './environment.ts';
import type { FunctionState } from './function-state.ts';
import { type InvocationResult, PAYLOAD_LIMIT, stoppedRun, tooLarge } from './invocation.ts';

export interface LocalFunctionOptions {
  readonly logicalId: string;
  /** What logs and counters call it. */
  readonly label: string;
  readonly arn: string;
  readonly environment: Omit<EnvironmentOptions, 'onLine' | 'start'> & {
    readonly module: string;
    readonly exportName: string;
  };
  readonly maxEnvironments: number;
  readonly clock: Clock;
  readonly log: LogSink;
}

export class LocalFunction {
  readonly #options: LocalFunctionOptions;
  readonly #idle: Environment[] = [];
  readonly #busy = new Set<Environment>();
  readonly #waiting: ((environment: Environment | undefined) => void)[] = [];
  readonly #counters = { coldStarts: 0, invocations: 0, errors: 0, timeouts: 0, crashes: 0, kills: 0 };
  #stopped = false;

  constructor(options: LocalFunctionOptions) {
    this.#options = options;
    options.clock.onShift((offsetMs) => {
      for (const environment of this.#environments()) environment.shift(offsetMs);
    });
  }

  get arn(): string {
    return this.#options.arn;
  }

  get label(): string {
    return this.#options.label;
  }

  get maxEnvironments(): number {
    return this.#options.maxEnvironments;
  }

  /** Whether the name or the beginning of one means this function. */
  answersTo(prefix: string): boolean {
    return this.#options.logicalId.startsWith(prefix) || this.#options.label.startsWith(prefix);
  }

  /** Runs the handler once; waits for a free environment where the limit is reached. Never rejects. */
  async invoke(event: string): Promise<InvocationResult> {
    if (Buffer.byteLength(event) > PAYLOAD_LIMIT) return tooLarge();
    const environment = await this.#acquire();
    if (!environment) return stoppedRun();
    this.#counters.invocations += 1;
    const result = await environment.invoke(event);
    this.#note(result);
    this.#release(environment);
    return result;
  }

  state(): FunctionState {
    const { logicalId, label } = this.#options;
    const waiting = this.#waiting.length;
    return {
      logicalId,
      label,
      environments: this.#environments().length,
      busy: this.#busy.size,
      waiting,
      ...this.#counters,
    };
  }

  /** Kills one of its environments, one at work when there is any; answers whether there was one. */
  kill(random: Random): boolean {
    const victim = pick([...this.#busy], random) ?? pick(this.#idle, random);
    if (!victim) return false;
    this.#counters.kills += 1;
    victim.kill();
    return true;
  }

  /** Kills all environments, for good: one that a late event or a retry started now would outlive the run. */
  stop(): void {
    this.#stopped = true;
    for (const environment of this.#environments()) environment.kill();
    for (const refuse of this.#waiting.splice(0)) refuse(undefined);
  }

  #environments(): Environment[] {
    return [...this.#idle, ...this.#busy].filter(({ alive }) => alive);
  }

  /** An environment of one's own; none when the run is over. */
  #acquire(): Promise<Environment | undefined> | Environment | undefined {
    if (this.#stopped) return undefined;
    const warm = this.#warm();
    if (warm) return this.#occupy(warm);
    if (this.#busy.size < this.#options.maxEnvironments) return this.#occupy(this.#start());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #warm(): Environment | undefined {
    let candidate = this.#idle.pop();
    while (candidate && !candidate.alive) candidate = this.#idle.pop();
    return candidate;
  }

  #occupy(environment: Environment): Environment {
    this.#busy.add(environment);
    return environment;
  }

  #release(environment: Environment): void {
    this.#busy.delete(environment);
    if (environment.alive) this.#idle.push(environment);
    const next = this.#waiting.shift();
    if (next) next(this.#occupy(this.#warm() ?? this.#start()));
  }

  #start(): Environment {
    this.#counters.coldStarts += 1;
    const { environment, arn, clock } = this.#options;
    const { module, exportName, ...rest } = environment;
    const start = { module, exportName, offsetMs: clock.offsetMs, functionArn: arn };
    return new Environment({ ...rest, start, onLine: (stream, text) => this.#log(stream, text) });
  }

  #note(result: InvocationResult): void {
    if (result.status === 'ok' || this.#stopped) return;
    this.#counters.errors += 1;
    if (result.cause === 'timeout') this.#counters.timeouts += 1;
    if (result.cause === 'crash') this.#counters.crashes += 1;
    const { errorType, errorMessage } = result.error;
    this.#log('platform', `${result.requestId} ${result.cause}: ${errorType}: ${errorMessage}`);
  }

  #log(stream: 'stdout' | 'stderr' | 'platform', text: string): void {
    this.#options.log({ function: this.#options.label, stream, text, at: this.#options.clock.now() });
  }
}
