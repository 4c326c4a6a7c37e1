import { type Changed, type Edited, iso, type Payload, type Said } from '#platforms/customer.ts';

/** Payloads of the generic inlet, as its schema describes them. */

/** A message, private unless said otherwise. */
export function standardMessage(said: Said & { readonly visibility?: 'public' | 'private' | undefined }): Payload {
  const { id, thread, customer, text, visibility, language, inReplyTo, sentAtMs } = said;
  const data = { id, thread, customer, text, visibility, language, inReplyTo, sentAt: iso(sentAtMs) };
  return { type: 'message.created', timestamp: iso(sentAtMs), data };
}

/** A message got new words. */
export function standardEdit({ id, thread, customer, text, atMs }: Edited): Payload {
  return { type: 'message.updated', timestamp: iso(atMs), data: { id, thread, customer: { id: customer.id }, text } };
}

/** A message was taken back. */
export function standardDeletion({ id, thread, customer, atMs }: Changed): Payload {
  return { type: 'message.deleted', timestamp: iso(atMs), data: { id, thread, customer: { id: customer.id } } };
}
