import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Repositories } from '#adapters/table/repositories.ts';
import type { Lease } from '#domain/lease.ts';
import { atMinute } from '#tests/support/messages.ts';

/** What leases promise: run over the double and over DynamoDB. */
export function leasesContract(name: string, tableOf: () => Repositories): void {
  const take = (lease: string, from: number, until: number) =>
    tableOf().leases.take(lease, { now: atMinute(from), until: atMinute(until) });

  async function taken(lease: string, from: number, until: number): Promise<Lease> {
    const held = await take(lease, from, until);
    if (!held) throw new Error('nobody else holds it');
    return held;
  }

  describe(`leases: ${name}`, () => {
    it('goes to one of many who ask at once, and to nobody else before it runs out', async () => {
      const lease = randomUUID();
      const asked = await Promise.all(Array.from({ length: 10 }, () => take(lease, 0, 1)));
      expect(asked.filter((each) => each)).toHaveLength(1);
      expect(await take(lease, 0.5, 2)).toBeUndefined();
      expect(await take(lease, 1, 2)).toMatchObject({ fence: 2 });
    });

    it('is lost to whoever took it next, however long its first holder slept, and runs out by itself', async () => {
      const { leases } = tableOf();
      const lease = randomUUID();
      const first = await taken(lease, 0, 1);
      expect([await leases.holds(first, atMinute(0.5)), await leases.holds(first, atMinute(1))]).toEqual([true, false]);
      const second = await taken(lease, 1, 3);
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(await leases.holds(first, atMinute(0.5))).toBe(false);
      expect(await leases.holds(second, atMinute(2))).toBe(true);
    });

    it('is given back early, but not by whoever has lost it; its fence goes on growing', async () => {
      const { leases } = tableOf();
      const lease = randomUUID();
      const first = await taken(lease, 0, 1);
      await leases.release(first, atMinute(0.2));
      const second = await taken(lease, 0.3, 5);
      expect(second.fence).toBe(first.fence + 1);
      await leases.release(first, atMinute(0.4));
      expect(await take(lease, 0.5, 5)).toBeUndefined();
      expect(await leases.holds(second, atMinute(0.5))).toBe(true);
    });
  });
}
