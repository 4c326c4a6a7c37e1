/** Asynchronous invocations: retried by Lambda, and handed to a destination when all tries failed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { InvocationResult } from './invocation.ts';
import type { LocalFunction } from './local-function.ts';

export interface AsyncSettings {
  /** @default 2, as Lambda does */
  readonly maximumRetryAttempts?: number | undefined;
  /** Where an event goes that all tries failed on. */
  readonly onFailure?: ((event: string, result: InvocationResult) => void) | undefined;
}

export interface AsyncInvocation extends AsyncSettings {
  readonly event: string;
  /** Factor on the minutes between tries. */
  readonly timeoutScale: number;
  /** Called when the first try is over. */
  readonly onFirst?: (() => void) | undefined;
}

const MINUTE_MS = 60_000;

/** Tries, then tries again after one and two minutes (scaled), unless the run ends meanwhile. */
export async function invokeAsync(target: LocalFunction, invocation: AsyncInvocation): Promise<void> {
  const { event, timeoutScale, maximumRetryAttempts = 2, onFailure, onFirst } = invocation;
  for (let attempt = 1; ; attempt += 1) {
    const result = await target.invoke(event);
    onFirst?.();
    if (result.status === 'ok' || result.cause === 'stopped') return;
    if (attempt > maximumRetryAttempts) {
      onFailure?.(event, result);
      return;
    }
    // What the run ended in the pause must not keep the process for minutes.
    await sleep(attempt * MINUTE_MS * timeoutScale, undefined, { ref: false });
  }
}
