import type { Payload, Said } from '#platforms/customer.ts';

/** Payloads of WhatsApp, written after its documentation. */

/** A text to the number. A customer whose id is no phone number has taken a username, and the number is nowhere. */
export function directText(said: Said): Payload {
  return delivery(said, {});
}

/** A text in a group in which the number is. */
export function groupText(said: Said): Payload {
  return delivery(said, { group_id: said.thread ?? 'Y2FwaV9ncm91cDox' });
}

function delivery({ account, customer, id, text, sentAtMs, inReplyTo }: Said, place: Payload): Payload {
  const byNumber = /^\d+$/.test(customer.id);
  const sender = byNumber ? { from: customer.id } : { from_user_id: customer.id };
  const named = byNumber ? { wa_id: customer.id } : { user_id: customer.id };
  const contact = { profile: { name: customer.name, username: byNumber ? undefined : customer.handle }, ...named };
  const context = inReplyTo ? { from: account, id: inReplyTo } : undefined;
  const timestamp = String(Math.floor(sentAtMs / 1000));
  const message = { ...sender, ...place, id, timestamp, type: 'text', text: { body: text }, context };
  const metadata = { display_phone_number: '15550000001', phone_number_id: account };
  const value = { messaging_product: 'whatsapp', metadata, contacts: [contact], messages: [message] };
  return { object: 'whatsapp_business_account', entry: [{ id: '300', changes: [{ field: 'messages', value }] }] };
}
