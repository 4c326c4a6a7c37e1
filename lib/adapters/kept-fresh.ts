/**
 * Reads at most once in so many milliseconds; whoever asks meanwhile gets the same answer. A failed read is not kept.
 * @param freshMs how old an answer may be.
 * @returns reads; given an instant, in milliseconds, an answer that was read before it is too old.
 */
export function keptFresh<T>(
  read: () => Promise<T>,
  freshMs: number,
  nowMs: () => number,
): (notBeforeMs?: number) => Promise<T> {
  let kept: { value: Promise<T>; atMs: number } | undefined;
  return async (notBeforeMs = 0) => {
    if (kept && kept.atMs + freshMs > nowMs() && kept.atMs >= notBeforeMs) return kept.value;
    const mine = { value: read(), atMs: nowMs() };
    kept = mine;
    mine.value.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.value;
  };
}
