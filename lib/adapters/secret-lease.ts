import { TransientError } from '#domain/errors.ts';
import type { Leases } from '#domain/lease.ts';

/** The credentials secret is written whole, with every account in it: whoever writes it reads and writes alone. */

export interface SecretLeaseDeps {
  readonly leases: Pick<Leases, 'take' | 'release'>;
  readonly nowMs: () => number;
  /** Waits a little while somebody else writes. */
  readonly pause: () => Promise<void>;
}

const LEASE_MS = 10_000;
/** Longer than the lease of somebody who died, at a quarter of a second each. */
const MOST_WAITS = 60;

/**
 * Does work that reads and writes the credentials secret, under its lease.
 * @throws {TransientError} after long waiting.
 */
export async function aloneWithSecret<T>(deps: SecretLeaseDeps, work: () => Promise<T>): Promise<T> {
  const { leases, nowMs, pause } = deps;
  for (let wait = 0; wait < MOST_WAITS; wait++) {
    const now = new Date(nowMs()).toISOString();
    const lease = await leases.take('credentials secret', { now, until: new Date(nowMs() + LEASE_MS).toISOString() });
    if (lease) {
      try {
        return await work();
      } finally {
        await leases.release(lease, new Date(nowMs()).toISOString()).catch(() => {});
      }
    }
    await pause();
  }
  throw new TransientError('somebody else has been writing the secret for long');
}
