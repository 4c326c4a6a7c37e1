import { setTimeout as sleep } from 'node:timers/promises';
import { BRAND_ACCOUNTS, WEBHOOK_SECRETS } from '#local/care/secrets.ts';
import { type SignedDelivery, signedDelivery, wireBytes } from '#local/delivery/signed-delivery.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** Sends deliveries as platforms do: signed, and again while the answer is a 429, a 5xx or none at all. */

const MOST_TRIES = 12;
const PAUSE_MS = 150;

/** What became of a delivery. */
export interface Delivered {
  /** The last answer's status; 0 when there never was one. */
  readonly status: number;
  /** How often it was sent. */
  readonly tries: number;
}

/** Signs a payload with the brand's secret of its platform. */
export function signed(platform: PlatformName, payload: unknown, nowMs: number): SignedDelivery {
  const body = payload instanceof Uint8Array ? payload : wireBytes(platform, payload);
  return signedDelivery({
    platform,
    account: BRAND_ACCOUNTS[platform],
    body,
    secrets: WEBHOOK_SECRETS[platform].slice(0, 1),
    nowMs,
  });
}

/** One request. @returns the status, or 0 when the connection failed. */
async function post(baseUrl: string, { path, headers, body }: SignedDelivery): Promise<number> {
  try {
    const response = await fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: Buffer.from(body) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Delivers, and tries again as platforms do. */
export async function deliver(baseUrl: string, delivery: SignedDelivery): Promise<Delivered> {
  for (let tries = 1; ; tries++) {
    const status = await post(baseUrl, delivery);
    const isWorthAnother = status === 0 || status === 429 || status >= 500;
    if (!isWorthAnother || tries === MOST_TRIES) return { status, tries };
    await sleep(PAUSE_MS * tries);
  }
}

/** Runs work on every item, so many at once. */
export async function eachAtOnce<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
