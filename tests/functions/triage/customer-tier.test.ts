import { describe, expect, it } from 'vitest';
import { retier } from '#domain/tier.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';
import { ACCOUNT, envelope, said, startTriage } from '#tests/support/triage.ts';

const by = { kind: 'agent', id: 'lead-1' } as const;
const vip = { account: ACCOUNT, customerId: 'customer-1', tier: 'vip', by, at: NOON };
type Run = ReturnType<typeof startTriage>;
const ticketsOf = async ({ table }: Run) =>
  Promise.all((await table.threads.ticketsOf(ACCOUNT, 'customer-1')).map((id) => table.tickets.get(id)));

describe("a customer's tier", () => {
  it('is that of the tickets they open, and counts', async () => {
    const run = startTriage();
    await run.table.customers.setTier(vip);
    await run.deliver(envelope(said('m-1')));
    const [ticket] = await ticketsOf(run);
    expect(ticket).toMatchObject({ tier: 'vip', revision: 1 });
    expect(ticket?.assessment.factors).toContainEqual({ name: 'tier', points: 10, because: 'vip' });
    expect(ticket?.lastEntry.state).toMatchObject({ tier: 'vip' });
  });

  it('is not read again for a ticket that is there: whoever sets it tells the ticket', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1')));
    await run.table.customers.setTier(vip);
    await run.deliver(envelope(said('m-2', { sentAt: atMinute(1) })));
    expect((await ticketsOf(run))[0]).toMatchObject({ lastMessageSeen: 2 });
    expect((await ticketsOf(run))[0]?.tier).toBeUndefined();
  });

  it('is not lost when it is set while the ticket is being opened', async () => {
    const run = startTriage();
    const { customers, tickets, threads } = run.table;
    let reads = 0;
    // Somebody sets the tier right after triage has looked for it, and finds no ticket to tell.
    const tier: typeof customers.tier = async (account, id) => {
      const setting = await customers.tier(account, id);
      if (reads++ > 0) return setting;
      await customers.setTier(vip);
      for (const each of await threads.ticketsOf(ACCOUNT, 'customer-1'))
        await tickets.change(each, (t) => retier(t, vip));
      return setting;
    };
    const racing = startTriage(run.table.store, { customers: { ...customers, tier } });
    await racing.deliver(envelope(said('m-1')));
    expect((await ticketsOf(run))[0]).toMatchObject({
      tier: 'vip',
      lastEntry: { deed: { type: 'tier_set', tier: 'vip' } },
    });
  });
});
