import type { Payload, Said } from '#platforms/customer.ts';

/** Payloads of Telegram, written after its documentation. */

/** Chat and number of a message id; a bare number lies in the private chat with its customer. */
function placeOf({ id, customer }: Said): { readonly chat: number; readonly message: number } {
  const [message = '', chat = customer.id] = id.split(':').reverse();
  return { chat: Number(chat), message: Number(message.replaceAll(/\D/g, '')) };
}

function update(said: Said, chat: Payload): Payload {
  const { customer, text, sentAtMs, inReplyTo } = said;
  const { chat: chatId, message } = placeOf(said);
  const from = {
    id: Number(customer.id),
    is_bot: false,
    first_name: customer.name ?? 'Guest',
    username: customer.handle,
  };
  const parent = inReplyTo ? { message_id: placeOf({ ...said, id: inReplyTo }).message } : undefined;
  const date = Math.floor(sentAtMs / 1000);
  return {
    update_id: message,
    message: { message_id: message, from, chat: { id: chatId, ...chat }, date, text, reply_to_message: parent },
  };
}

/** A message to the bot. */
export function botMessage(said: Said): Payload {
  return update(said, { type: 'private', first_name: said.customer.name, username: said.customer.handle });
}

/** A message in a group that the bot is in. */
export function groupMessage(said: Said): Payload {
  return update(said, { type: 'supergroup', title: 'Shop talk' });
}
