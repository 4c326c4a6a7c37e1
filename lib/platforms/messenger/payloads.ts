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

/** A page of the inbox (Conversations API): the talk of a customer who said one thing. */
export function inboxOf(said: readonly Said[], after?: string): Payload {
  const data = said.map(({ account, customer, id, text, sentAtMs }) => ({
    updated_time: graphTime(sentAtMs),
    messages: {
      data: [
        {
          id,
          created_time: graphTime(sentAtMs),
          from: { id: customer.id, name: customer.name },
          to: { data: [{ id: account }] },
          message: text,
        },
      ],
    },
  }));
  const paging = after === undefined ? undefined : { cursors: { after }, next: 'https://graph.facebook.com/next' };
  return { data, paging };
}

/** `2026-11-22T10:00:00+0000` */
const graphTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '+0000');
