import { createHash } from 'node:crypto';
import { TransientError } from '#domain/errors.ts';
import type { Amendment } from '#domain/message.ts';
import type { FiledMessage, MessageKey } from '#domain/ports.ts';
import { livePlace, restingPlace } from '#functions/triage/live-ticket.ts';
import { eraseWords, shortenedEdit } from '#functions/triage/long-text.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { settle } from '#functions/triage/settle.ts';

/** Some senders name an event at length; all amendments of a message share one item. */
const LONGEST_ID = 200;

const boundedId = (id: string): string =>
  id.length <= LONGEST_ID ? id : `sha256-${createHash('sha256').update(id).digest('hex')}`;

/**
 * Keeps an edit or a deletion, then tells the message's ticket. When the message is not here yet, whoever brings it will
 * find the amendment: it was kept before we looked.
 */
export async function amendMessage(ports: TriagePorts, given: Amendment): Promise<void> {
  const amendment = { ...given, id: boundedId(given.id) };
  const key = { account: amendment.account, id: amendment.messageId };
  const before = (await ports.messages.amendmentsOf([key])).get(key.id) ?? [];
  const kept = await shortenedEdit(ports.blobs, amendment);
  await ports.messages.amend(kept);
  await dropOrphans(ports, key, [...before, kept]);
  const [filed] = await ports.messages.getAll([key]);
  if (!filed) return;
  if (amendment.kind === 'deletion') await eraseWords(ports, filed.message);
  await tell(ports, filed);
}

/** Tells the ticket that the message lives on; one that was closed before it heard of this gets a successor. */
async function tell(ports: TriagePorts, filed: FiledMessage): Promise<void> {
  const { account, customerId, threadKeys: keys } = filed.message;
  for (const find of [restingPlace, livePlace]) {
    const place = await find(ports, { account, customerId, keys }, filed.ticketId);
    const { ticketId, ticket, predecessor } = place;
    const isDone = await settle(ports, {
      ticketId,
      filed: [filed],
      since: 0,
      predecessor,
      opens: ticket === undefined,
    });
    if (isDone) return;
  }
  throw new TransientError('ticket keeps ending');
}

/** Takes texts out of the bucket that no amendment points at any more: a deletion, or later edits, took their place. */
async function dropOrphans(ports: TriagePorts, key: MessageKey, seen: readonly Amendment[]): Promise<void> {
  const textKeys = seen.flatMap(({ textKey }) => textKey ?? []);
  if (textKeys.length === 0) return;
  const now = (await ports.messages.amendmentsOf([key])).get(key.id) ?? [];
  const pointed = new Set(now.map(({ textKey }) => textKey));
  await Promise.all(textKeys.filter((textKey) => !pointed.has(textKey)).map((textKey) => ports.blobs.remove(textKey)));
}
