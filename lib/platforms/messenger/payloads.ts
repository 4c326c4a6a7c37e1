import type { Changed, Edited, Payload, Said } from '#platforms/customer.ts';

/** Payloads of Messenger, written after its documentation. */

/** A text message to the page. */
export function pageMessage({ account, customer, id, text, sentAtMs, inReplyTo }: Said): Payload {
  const reply_to = inReplyTo ? { mid: inReplyTo } : undefined;
  return pageDelivery({ account, customer, atMs: sentAtMs }, { message: { mid: id, text, reply_to } });
}

/** A message got new words. */
export function pageEdit(edited: Edited): Payload {
  return pageDelivery(edited, {
    message_edit: { mid: edited.id, text: edited.text, num_edit: String(edited.number) },
  });
}

/** A message was taken back. */
export function pageDeletion(changed: Changed): Payload {
  return pageDelivery(changed, { message: { mid: changed.id, is_deleted: true } });
}

/** Many deliveries in one, as Meta batches them under load: their entries, one after the other. */
export function pageBatch(deliveries: readonly Payload[]): Payload {
  return { object: 'page', entry: deliveries.flatMap(({ entry }) => entry as readonly unknown[]) };
}

function pageDelivery(
  { account, customer, atMs }: Pick<Changed, 'account' | 'customer' | 'atMs'>,
  event: Payload,
): Payload {
  const item = { sender: { id: customer.id }, recipient: { id: account }, timestamp: atMs, ...event };
  return { object: 'page', entry: [{ id: account, time: atMs, messaging: [item] }] };
}
