import type { ChannelHealth } from '#domain/channel-health.ts';

/** When nobody heard an account: what its platform is asked for once it is heard again. */

export interface Gap {
  readonly account: string;
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
}

/** Words are on their way for a while, and come in any order: those just before the last one may be missing too. */
const MARGIN_MS = 5 * 60_000;

/** What keeps a platform from delivering. A token that ran out does not: deliveries take none. */
const DEAF: ReadonlySet<string> = new Set([
  'silent',
  'not_subscribed',
  'no_webhook',
  'other_webhook',
  'webhook_off',
  'deliveries_fail',
  'signature_refused',
  'no_webhook_secret',
]);

/**
 * The gap that ends with an account being well again; undefined when it was heard all the while.
 * @param unseenMs how long a trouble may have lasted before anybody looked
 */
export function gapBefore(
  before: ChannelHealth | undefined,
  { now, unseenMs = 0 }: { readonly now: string; readonly unseenMs?: number },
): Gap | undefined {
  if (before?.state !== 'unwell') return undefined;
  const [code = ''] = (before.reason ?? '').split(' ');
  if (!DEAF.has(code)) return undefined;
  const from = new Date(Date.parse(before.since) - unseenMs - MARGIN_MS).toISOString();
  return { account: before.account, from, to: now };
}
