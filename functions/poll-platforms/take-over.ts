import { createHash } from 'node:crypto';
import { freshEvents } from '#functions/poll-platforms/fresh-events.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { handOver } from '#functions/shell/hand-over.ts';
import { accountId } from '#platforms/account.ts';
import type { Platform } from '#platforms/platform.ts';

/** Whose page it is, and how far back it is of interest. */
export interface PageFacts {
  readonly platform: Platform;
  readonly account: string;
  readonly hours: number;
  /** It was asked for after a gap in which nobody listened. */
  readonly backfill?: boolean | undefined;
}

/** Puts what an answer holds on the inbound queue. @param body a page, or what nobody could read; undefined holds nothing. */
export async function takeOver(ports: PollPorts, page: PageFacts, body: unknown): Promise<void> {
  if (body === undefined) return;
  const { platform, account, hours, backfill } = page;
  const now = ports.clock();
  const id = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32);
  const cut = platform.split(body, { id, pathAccount: accountId(account), headers: {} });
  const events = freshEvents(platform, cut, { hours, now });
  const facts = {
    platform: platform.name,
    receivedAt: now,
    deliveryId: id,
    ...(backfill && { backfill: true as const }),
  };
  await handOver(ports, events, facts);
  if (events.length > 0) ports.log.info('page taken over', { account, events: events.length });
  if (events.length < cut.length) ports.log.info('older words left', { account, events: cut.length - events.length });
}
