import { credentialsIn } from '#adapters/account-credentials.ts';
import type { BackfillOrder } from '#contracts/poll-work.ts';
import { canBeAsked, type Span } from '#platforms/backfill.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { UsageError } from '../command-line.ts';
import type { ChannelStage } from './stage.ts';

/** Orders what a platform could not deliver to an account. */

export interface OrderedBackfill {
  readonly account: string;
  /** What can be had of what was asked for, ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  /** When the platform is asked. */
  readonly asksAt: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** @throws {UsageError} when there is nothing to be had, or something is missing. */
export async function orderBackfill(
  stage: ChannelStage,
  account: string,
  { fromMs, toMs, nowMs }: Span & { readonly nowMs: number },
): Promise<OrderedBackfill> {
  const { backfill, poll, title } = platforms[account.slice(0, account.indexOf(':')) as PlatformName];
  if (!backfill && poll) throw new UsageError(`${title} is polled: the next poll goes on where the last one stopped.`);
  if (!backfill) throw new UsageError(`${title} has no call by which it delivers again.`);
  const { more } = credentialsIn(await stage.credentials.read(), account);
  if (!canBeAsked(backfill, more))
    throw new UsageError(`${account} lacks ${backfill.needs?.join(', ')}: npm run channel -- add puts them in.`);
  const asksAtMs = Math.max(nowMs, toMs + (backfill.settlesMs ?? 0));
  const span = backfill.reach({ fromMs, toMs }, asksAtMs);
  if (!span) throw new UsageError(`${title} has nothing of that time any more.`);
  const order: BackfillOrder = { version: 1, kind: 'backfill', account, from: iso(fromMs), to: iso(toMs) };
  await stage.order(JSON.stringify(order));
  return { account, from: iso(span.fromMs), to: iso(span.toMs), asksAt: iso(asksAtMs) };
}

/** What was ordered, for people. */
export function orderedLines({ account, from, to, asksAt }: OrderedBackfill): string[] {
  return [
    `${account}: its platform is asked at ${asksAt} for ${from} to ${to}.`,
    'What comes is marked as missed; what is there already is known by its id.',
    'If it is refused, the order is parked with its reason: npm run redrive -- polls --dry-run.',
  ];
}
