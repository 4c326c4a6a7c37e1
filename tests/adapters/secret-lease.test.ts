import { expect, it } from 'vitest';
import { aloneWithSecret } from '#adapters/secret-lease.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { virtualTime } from '#tests/support/virtual-time.ts';

/** Who reads and writes the credentials secret does so alone: nobody's account is lost. */

it('of many who add to the same secret at once nobody is overwritten', async () => {
  const { nowMs, sleep, run } = virtualTime('2026-03-02T09:00:00.000Z');
  const deps = { leases: memoryTable().leases, nowMs, pause: () => sleep(250) };
  let file: readonly number[] = [];
  const add = (number: number) =>
    aloneWithSecret(deps, async () => {
      const read = file;
      await sleep(100);
      file = [...read, number];
    });
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  await run(Promise.all(numbers.map(add)));
  expect(file.toSorted((a, b) => a - b)).toEqual(numbers);
});

it('who died with it is waited for no longer than ten seconds', async () => {
  const { nowMs, sleep, run } = virtualTime('2026-03-02T09:00:00.000Z');
  const deps = { leases: memoryTable().leases, nowMs, pause: () => sleep(250) };
  const began = nowMs();
  const until = new Date(began + 10_000).toISOString();
  await deps.leases.take('credentials secret', { now: new Date(began).toISOString(), until });
  expect(await run(aloneWithSecret(deps, async () => 'done'))).toBe('done');
  expect(nowMs() - began).toBeLessThanOrEqual(10_250);
});

it('who fails holds up nobody', async () => {
  const { nowMs, sleep, run } = virtualTime('2026-03-02T09:00:00.000Z');
  const deps = { leases: memoryTable().leases, nowMs, pause: () => sleep(250) };
  await expect(run(aloneWithSecret(deps, () => Promise.reject(new Error('down'))))).rejects.toThrow('down');
  expect(await run(aloneWithSecret(deps, async () => nowMs()))).toBe(Date.parse('2026-03-02T09:00:00.000Z'));
});
