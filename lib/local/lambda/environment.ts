/** One execution environment: a child process that handles one invocation at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { splitLines } from '../log-buffer.ts';
import { type InvocationResult, sizeChecked } from './invocation.ts';
import type { EnvironmentStart, FromEnvironment, FunctionError, ToEnvironment } from './messages.ts';

export interface EnvironmentOptions {
  readonly start: EnvironmentStart;
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly onLine: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** Loading may take this long; AWS gives ten seconds, and this machine may be busy. */
const INIT_TIMEOUT_MS = 60_000;

const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.ts', import.meta.url));

export class Environment {
  readonly #child: ChildProcess;
  readonly #options: EnvironmentOptions;
  readonly #ready: Promise<FunctionError | undefined>;
  #settle: ((message: FromEnvironment | 'gone') => void) | undefined;
  #offsetMs: number;
  #alive = true;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#offsetMs = options.start.offsetMs;
    this.#child = fork(BOOTSTRAP, [JSON.stringify(options.start)], {
      env: { ...options.variables },
      execArgv: [`--max-old-space-size=${options.memoryMb}`],
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      const pipe = this.#child[stream];
      if (pipe) splitLines(pipe, (text) => options.onLine(stream, text));
    }
    this.#child.on('message', (message: FromEnvironment) => this.#settle?.(message));
    this.#child.once('exit', () => this.#gone());
    this.#child.on('error', () => this.#gone());
    this.#ready = this.#initialised();
  }

  get alive(): boolean {
    return this.#alive;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Handles one event. Ends in every case: with a result, an error, a time-out or a crash. */
  async invoke(event: string): Promise<InvocationResult> {
    const requestId = randomUUID();
    const initError = await this.#ready;
    if (initError) {
      this.kill();
      return { status: 'error', requestId, cause: 'crash', error: initError };
    }
    const { timeoutMs } = this.#options;
    const deadline = Date.now() + timeoutMs;
    const answer = this.#next(timeoutMs);
    this.#send({ kind: 'invoke', requestId, event, deadline, offsetMs: this.#offsetMs });
    return this.#resultOf(requestId, await answer);
  }

  /** Tells the environment how far the run's time is ahead; one at rest learns it with its next invocation. */
  shift(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    const isAtWork = this.#settle !== undefined;
    if (isAtWork) this.#send({ kind: 'clock', offsetMs });
  }

  /** kill -9 */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #resultOf(requestId: string, answer: FromEnvironment | 'gone' | 'late'): InvocationResult {
    if (answer === 'late') {
      this.kill();
      const errorMessage = `${requestId} Task timed out after ${(this.#options.timeoutMs / 1000).toFixed(2)} seconds`;
      return { status: 'error', requestId, cause: 'timeout', error: { errorType: 'Sandbox.Timedout', errorMessage } };
    }
    if (answer !== 'gone' && answer.kind === 'failure')
      return { status: 'error', requestId, cause: 'function', error: answer.error };
    if (answer !== 'gone' && answer.kind === 'result') return sizeChecked(requestId, answer.payload);
    const errorMessage = `RequestId: ${requestId} Error: Runtime exited`;
    return { status: 'error', requestId, cause: 'crash', error: { errorType: 'Runtime.ExitError', errorMessage } };
  }

  async #initialised(): Promise<FunctionError | undefined> {
    const first = await this.#next(INIT_TIMEOUT_MS);
    if (first === 'gone' || first === 'late')
      return { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited while loading' };
    return first.kind === 'initError' ? first.error : undefined;
  }

  #next(timeoutMs: number): Promise<FromEnvironment | 'gone' | 'late'> {
    if (!this.#alive) return Promise.resolve('gone');
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle('late'), timeoutMs);
      const settle = (outcome: FromEnvironment | 'gone' | 'late'): void => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(outcome);
      };
      this.#settle = settle;
    });
  }

  #send(message: ToEnvironment): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #gone(): void {
    this.#alive = false;
    this.#settle?.('gone');
  }
}
