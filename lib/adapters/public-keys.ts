import { httpSender } from '#adapters/http-sender.ts';
import { TransientError } from '#domain/errors.ts';

/** Public keys that a platform publishes at an address, kept for a while: a JSON Web Key Set, unread. */

export interface PublicKeysOptions {
  /** How old kept keys may be, in milliseconds. @default 3_600_000 */
  readonly freshMs?: number;
  /** How long one waits, at the least, before keys are fetched anew because one was not among them. @default 60_000 */
  readonly apartMs?: number;
  /** @default 3_000 */
  readonly timeoutMs?: number;
  readonly nowMs?: () => number;
}

/**
 * Finds the keys of an address.
 * @param want `fresh` when a key was not among those kept.
 * @throws {TransientError} when there are none, kept or to be had.
 */
export type PublicKeys = (url: string, want?: 'fresh') => Promise<unknown>;

type Send = ReturnType<typeof httpSender>;

interface Kept {
  keys?: unknown;
  readAtMs: number;
  askedAtMs: number;
  asking?: Promise<void> | undefined;
}

/** @returns keys by address, for the life of this environment. Keys that are there outlive a failure to fetch new ones. */
export function publicKeys(given: PublicKeysOptions = {}): PublicKeys {
  const { freshMs = 3_600_000, apartMs = 60_000, timeoutMs = 3_000, nowMs = Date.now } = given;
  const send = httpSender({ timeoutMs });
  const byUrl = new Map<string, Kept>();
  return async (url, want) => {
    const kept = byUrl.get(url) ?? { readAtMs: 0, askedAtMs: 0 };
    byUrl.set(url, kept);
    const isOld = want === 'fresh' || nowMs() - kept.readAtMs >= freshMs;
    const mayAsk = kept.keys === undefined || nowMs() - kept.askedAtMs >= apartMs;
    if (isOld && mayAsk) {
      kept.asking ??= asked(kept, { url, send, nowMs }).finally(() => {
        kept.asking = undefined;
      });
      await kept.asking;
    }
    if (kept.keys === undefined) throw new TransientError('public keys cannot be had');
    return kept.keys;
  };
}

interface Asking {
  readonly url: string;
  readonly send: Send;
  readonly nowMs: () => number;
}

async function asked(kept: Kept, { url, send, nowMs }: Asking): Promise<void> {
  kept.askedAtMs = nowMs();
  const keys = await read(url, send).catch(() => undefined);
  if (keys === undefined) return;
  kept.keys = keys;
  kept.readAtMs = nowMs();
}

/** A redirect is no answer: keys are where the platform says they are. */
async function read(url: string, send: Send): Promise<unknown> {
  const answer = await send({ method: 'GET', url, headers: {} });
  return 'status' in answer && answer.status === 200 ? JSON.parse(answer.body) : undefined;
}
