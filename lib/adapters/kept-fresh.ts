/**
 * Reads at most once in so many milliseconds; whoever asks meanwhile gets the same answer. A failed read is not kept.
 * @param freshMs how old an answer may be.
 */
export function keptFresh<T>(read: () => Promise<T>, freshMs: number, nowMs: () => number): () => Promise<T> {
  let kept: { value: Promise<T>; untilMs: number } | undefined;
  return async () => {
    if (kept && kept.untilMs > nowMs()) return kept.value;
    const mine = { value: read(), untilMs: nowMs() + freshMs };
    kept = mine;
    mine.value.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.value;
  };
}
