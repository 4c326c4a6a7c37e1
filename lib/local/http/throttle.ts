/** A stage's throttle: a bucket of tokens that refills at a rate, in real time. */
export interface ThrottleSettings {
  /** Requests a second. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

/** Answers whether one more request may pass now. */
export function throttle(
  { rate, burst }: ThrottleSettings,
  now: () => number = () => performance.now(),
): () => boolean {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * rate);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
