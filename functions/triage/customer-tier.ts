import type { FiledMessage } from '#domain/ports.ts';
import { retier, type TierSetting } from '#domain/tier.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';

/** A ticket opens with its customer's tier; who sets another later tells the tickets that there are. */

async function settingOf(
  { customers }: TriagePorts,
  [first]: readonly FiledMessage[],
): Promise<TierSetting | undefined> {
  return first && customers.tier(first.message.account, first.message.customerId);
}

/** The tier of the customer with whom these messages were exchanged. */
export async function tierOfCustomer(ports: TriagePorts, filed: readonly FiledMessage[]): Promise<string | undefined> {
  return (await settingOf(ports, filed))?.tier;
}

/**
 * Looks once more when the ticket is there: whoever set another tier while it was being opened could not find it, but had
 * kept the tier before looking for tickets.
 */
export async function followTier(ports: TriagePorts, ticketId: string, filed: readonly FiledMessage[]): Promise<void> {
  const setting = await settingOf(ports, filed);
  if (setting) await ports.tickets.change(ticketId, (ticket) => retier(ticket, setting));
}
