/** A poller's life: works until it is stopped, and survives errors of what it polls. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Pause after an unexpected error, such as a queue that is down. */
const ERROR_PAUSE_MS = 200;

export interface Loop {
  stop(): void;
  readonly ended: Promise<void>;
}

/** Repeats a step until stopped. */
export function startLoop(step: (stopped: () => boolean) => Promise<void>, onError: (error: unknown) => void): Loop {
  let stop = false;
  const stopped = (): boolean => stop;
  const run = async (): Promise<void> => {
    while (!stop) {
      try {
        await step(stopped);
      } catch (error) {
        if (stop) return;
        onError(error);
        await sleep(ERROR_PAUSE_MS);
      }
    }
  };
  const ended = run();
  return {
    stop: () => {
      stop = true;
    },
    ended,
  };
}
