/** Tells stream readers that something was written, so that they needn't poll an idle table often. */
export class WriteSignal {
  #version = 0;
  #wake: (() => void) | undefined;
  #woken: Promise<void> | undefined;

  /** Grows with every write. */
  get version(): number {
    return this.#version;
  }

  readonly note = (): void => {
    this.#version += 1;
    this.#wake?.();
    this.#wake = undefined;
    this.#woken = undefined;
  };

  /** Resolves when something was written after `version`, or after the time-out. */
  async after(version: number, timeoutMs: number): Promise<void> {
    if (this.#version !== version) return;
    this.#woken ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([this.#woken, timeout]);
    clearTimeout(timer);
  }
}
