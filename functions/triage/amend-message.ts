import type { Amendment } from '#domain/message.ts';
import { livePlace } from '#functions/triage/live-ticket.ts';
import { eraseWords, LONGEST_TEXT } from '#functions/triage/long-text.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { settle } from '#functions/triage/settle.ts';

/**
 * Keeps an edit or a deletion, then tells the message's ticket. When the message is not here yet, whoever brings it will
 * find the amendment: it was kept before we looked.
 */
export async function amendMessage(ports: TriagePorts, amendment: Amendment): Promise<void> {
  await ports.messages.amend({ ...amendment, text: amendment.text?.slice(0, LONGEST_TEXT).toWellFormed() });
  const key = { account: amendment.account, id: amendment.messageId };
  const [filed] = await ports.messages.getAll([key]);
  if (!filed) return;
  if (amendment.kind === 'deletion') await eraseWords(ports, filed.message);
  const { account, customerId, threadKeys: keys } = filed.message;
  const place = await livePlace(ports, { account, customerId, keys }, filed.ticketId);
  await settle(ports, { ticketId: place.ticketId, filed: [filed], since: 0, predecessor: place.predecessor });
}
