import { startCareStack } from '#local/care/care-stack.ts';
import { measureWriteUnits } from '#local/demo/write-units.ts';
import { findJava } from '#local/engines/java.ts';
import type { Row } from './row.ts';
import { type WriteUnits, writeUnits } from './write-units.ts';

/** Write units as DynamoDB Local counts them, with the whole stack running on this machine. */

async function countedHere(progress: (line: string) => void): Promise<WriteUnits> {
  const care = await startCareStack({ onProgress: progress });
  try {
    return (await measureWriteUnits(care)).units;
  } finally {
    await care.stop();
  }
}

/** Why the engines cannot run here; undefined when they can. */
export function withoutJava(): Promise<string | undefined> {
  return findJava().then(
    () => undefined,
    (error: Error) => error.message,
  );
}

export const localWriteUnits: Row = {
  ...writeUnits(countedHere),
  missing: withoutJava,
};
