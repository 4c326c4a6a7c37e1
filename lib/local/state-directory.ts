/** The small things that a run with `--data` remembers from one start to the next. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Remembered {
  readonly secrets: Record<string, string>;
  /** Sequence numbers by mapping and shard. */
  readonly checkpoints: Record<string, Record<string, string>>;
}

/** Changes are written together after this long. */
const WRITE_AFTER_MS = 200;

export class StateDirectory {
  readonly #file: string | undefined;
  readonly #state: Remembered;
  #timer: NodeJS.Timeout | undefined;

  /** @param directory nothing is remembered without one */
  constructor(directory?: string) {
    if (directory) mkdirSync(directory, { recursive: true });
    this.#file = directory && join(directory, 'state.json');
    this.#state = this.#read();
  }

  /** The value remembered for a secret, or the one made now. */
  secret(name: string, create: () => string): string {
    const value = this.#state.secrets[name] ?? create();
    this.#state.secrets[name] = value;
    this.#changed();
    return value;
  }

  checkpoints(mapping: string): Readonly<Record<string, string>> {
    return { ...this.#state.checkpoints[mapping] };
  }

  checkpoint(mapping: string, shardId: string, sequenceNumber: string): void {
    const shards = this.#state.checkpoints[mapping] ?? {};
    this.#state.checkpoints[mapping] = { ...shards, [shardId]: sequenceNumber };
    this.#changed();
  }

  /** Writes what has changed. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#file) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#state), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  #changed(): void {
    if (this.#file) this.#timer ??= setTimeout(() => this.flush(), WRITE_AFTER_MS);
  }

  #read(): Remembered {
    try {
      return JSON.parse(readFileSync(this.#file ?? '', 'utf8')) as Remembered;
    } catch {
      return { secrets: {}, checkpoints: {} };
    }
  }
}
