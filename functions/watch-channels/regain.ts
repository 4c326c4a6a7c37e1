import type { BackfillOrder } from '#contracts/poll-work.ts';
import { type Gap, gapBefore } from '#domain/channel/gap.ts';
import type { ChannelHealth } from '#domain/channel-health.ts';
import { faultOf } from '#functions/shell/log.ts';
import { canBeAsked } from '#platforms/backfill.ts';
import type { WatchChannelsPorts } from './ports.ts';

/** A channel is heard again: its platform is asked for what it could not deliver meanwhile. */

/** Orders what was missed, where the platform has such a call and the account what it takes. */
async function order(ports: WatchChannelsPorts, gap: Gap): Promise<void> {
  const { platformNamed, accounts, enqueue, log } = ports;
  const { account } = gap;
  const backfill = platformNamed(account.slice(0, account.indexOf(':')))?.backfill;
  if (!backfill) return;
  const own = (await accounts()).find((each) => each.account === account);
  if (!own || !canBeAsked(backfill, own.more)) return log.info('gap not filled: not set up', { account });
  const body: BackfillOrder = { version: 1, kind: 'backfill', ...gap };
  await enqueue([JSON.stringify(body)]);
  log.info('gap to be filled', { ...gap });
}

/**
 * Remembers that an account is well again, after what it missed was ordered: if that fails it stays unwell, and whatever
 * shows next that it is well tries again. No other account waits for it.
 * @param unseenMs as for `gapBefore`
 */
export async function regained(ports: WatchChannelsPorts, well: ChannelHealth, unseenMs = 0): Promise<void> {
  const before = await ports.channels.get(well.account, well.concern);
  const gap = gapBefore(before, { now: ports.clock(), unseenMs });
  try {
    if (gap) await order(ports, gap);
  } catch (error) {
    return ports.log.warn('gap not ordered yet', { account: well.account, ...faultOf(error) });
  }
  await ports.channels.report(well);
}
