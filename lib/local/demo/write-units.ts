import type { CareStack } from '#local/care/care-stack.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { deliverAll, type SentLine } from '#local/demo/deliveries.ts';
import type { Said } from '#platforms/customer.ts';
import { pageBatch, pageMessage } from '#platforms/messenger/payloads.ts';

/**
 * What a message costs in write units, by item and index, as DynamoDB itself reports it. What is written once an account
 * and minute, however many messages come, is shown by its item and not added: how often an account is heard.
 */

export interface WriteUnits {
  /** A ticket's first message. */
  readonly firstMessage: number;
  /** Each of twenty messages of one ticket that come in one batch. */
  readonly inBatchOfTwenty: number;
  /** By item kind and `table` or index, for the first message and for the batch. */
  readonly byItem: Readonly<Record<'first' | 'batch', Readonly<Record<string, Readonly<Record<string, number>>>>>>;
}

const BATCH = 20;

function said(customer: string, number: number, nowMs: number): Said {
  return {
    account: BRAND_ACCOUNTS.messenger,
    customer: { id: customer },
    id: `m_units-${customer}-${number}`,
    text: 'My order has not arrived and nobody answers the phone. Could you please look where it is?',
    sentAtMs: nowMs + number,
  };
}

async function costOf(care: CareStack, messages: readonly Said[]) {
  const { stack } = care;
  await stack.idle();
  stack.resetCapacity();
  const storedAs = (id: string) => `messenger:${BRAND_ACCOUNTS.messenger} message ${id}`;
  const events = messages.map(({ id }) => ({ intent: 'healthy' as const, storedAs: storedAs(id) }));
  const payload = pageBatch(messages.map(pageMessage));
  const lines = await deliverAll(care, [{ atMinute: 0, platform: 'messenger', payload, events }]);
  await stack.idle();
  return { lines, writes: stack.capacity().writes };
}

const OF_THE_ACCOUNT = new Set(['rhythm']);

const total = (writes: Readonly<Record<string, Readonly<Record<string, number>>>>): number =>
  Object.entries(writes)
    .filter(([kind]) => !OF_THE_ACCOUNT.has(kind))
    .reduce((sum, [, units]) => sum + Object.values(units).reduce((a, b) => a + b, 0), 0);

/** Sends a first message and a batch of twenty to a quiet stack and reads what they cost. */
export async function measureWriteUnits(care: CareStack): Promise<{ units: WriteUnits; lines: readonly SentLine[] }> {
  const now = care.stack.clock.now();
  const first = await costOf(care, [said('8800001', 0, now)]);
  const batch = await costOf(
    care,
    Array.from({ length: BATCH }, (_, number) => said('8800002', number, now)),
  );
  const byItem = { first: first.writes, batch: batch.writes };
  const units = { firstMessage: total(first.writes), inBatchOfTwenty: total(batch.writes) / BATCH, byItem };
  return { units, lines: [...first.lines, ...batch.lines] };
}
