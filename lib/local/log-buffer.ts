/** What the functions wrote, kept for tests and shown on request. */

export interface LogLine {
  /** The function's logical id. */
  readonly function: string;
  readonly stream: 'stdout' | 'stderr' | 'platform';
  readonly text: string;
  /** The run's time, epoch milliseconds. */
  readonly at: number;
}

/** Lines kept; older ones are dropped so that a long run doesn't grow. */
const MAX_LINES = 50_000;

export type LogSink = (line: LogLine) => void;

/** The last lines of all functions, in the order they came. */
export class LogBuffer {
  readonly #lines: LogLine[] = [];
  readonly #followers = new Set<LogSink>();

  readonly add: LogSink = (line) => {
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.splice(0, MAX_LINES / 10);
    for (const follower of this.#followers) follower(line);
  };

  /** Tells every line from now on; returns what ends it. */
  follow(follower: LogSink): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** The lines of all functions, or of those whose logical id starts with the prefix. */
  lines(functionPrefix = ''): readonly LogLine[] {
    return this.#lines.filter((line) => line.function.startsWith(functionPrefix));
  }
}

/** Cuts a stream of bytes into lines. */
export function splitLines(stream: NodeJS.ReadableStream, onLine: (text: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) onLine(line);
  });
  stream.on('end', () => rest && onLine(rest));
}
