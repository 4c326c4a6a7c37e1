import { defineConfig } from 'vitest/config';

/** Unit tests need nothing but Node; engine tests start DynamoDB Local, a queue server and the whole stack. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Doubles are injected and nothing is patched for good, so files may share a process: a third of the time.
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/engine/**', 'tests/flow/**'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts', 'tests/flow/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
