import type { QueueUnderTest } from '#tests/contract/bytes-contract.ts';

/** A queue's double: what was put waits in a list. */
export function memoryQueue(): QueueUnderTest {
  const waiting: { body: string; reason?: string }[] = [];
  return {
    enqueue: async (bodies) => {
      waiting.push(...bodies.map((body) => ({ body })));
    },
    park: async (body, reason) => {
      waiting.push({ body, reason });
    },
    waiting: async () => [...waiting],
  };
}
