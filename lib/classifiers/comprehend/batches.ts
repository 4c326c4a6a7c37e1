import { NoOpinionError, type Silence } from '#domain/opinion.ts';

/** Texts in batches of what one call takes; a call that fails silences its own texts and no others. */

/** Documents a batch call takes. */
export const BATCH_TEXTS = 25;

/** A text with its place among those asked about. */
export interface Placed {
  readonly at: number;
  readonly text: string;
}

function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH_TEXTS) }, (_, batch) =>
    all.slice(batch * BATCH_TEXTS, (batch + 1) * BATCH_TEXTS),
  );
}

async function orSilent<T>(asking: Promise<(T | Silence)[]>, count: number): Promise<(T | Silence)[]> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof NoOpinionError) return Array.from({ length: count }, () => error.silence);
    throw error;
  }
}

/** Asks about texts, batch by batch at once. @returns the answers by place. */
export async function inBatches<T>(
  placed: readonly Placed[],
  ask: (texts: string[]) => Promise<(T | Silence)[]>,
): Promise<Map<number, T | Silence>> {
  const answered = await Promise.all(
    batchesOf(placed).map(async (batch) => {
      const answers = await orSilent(ask(batch.map(({ text }) => text)), batch.length);
      return batch.map(({ at }, index) => [at, answers[index] ?? 'unreadable'] as const);
    }),
  );
  return new Map(answered.flat());
}
