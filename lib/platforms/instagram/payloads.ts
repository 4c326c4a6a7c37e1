import type { Changed, Payload, Said } from '#platforms/customer.ts';

/** Payloads of Instagram, written after its documentation. */

/** A comment under a post of the account, or under another comment where it answers one. */
export function mediaComment(said: Said): Payload {
  return change(said, 'comments', commentOf(said));
}

/** A comment on a live video. */
export function liveComment(said: Said): Payload {
  return change(said, 'live_comments', commentOf(said));
}

/** A mention as it is once it was fetched: Instagram itself sends the ids alone. */
export function fetchedMention(said: Said): Payload {
  const { customer, id: comment_id, text, sentAtMs } = said;
  const { id, handle: username } = customer;
  const timestamp = new Date(sentAtMs).toISOString();
  return change(said, 'mentions', { media_id: mediaOf(said), comment_id, text, timestamp, from: { id, username } });
}

/** A mention as Instagram sends it: of the comment it holds no word. */
export function namedMention(said: Said): Payload {
  return change(said, 'mentions', { media_id: mediaOf(said), comment_id: said.id });
}

/** The comment of a mention as the account is given it: who wrote it is known by the user name alone. */
export function mentionedComment(said: Said): Payload {
  const { customer, id, text, sentAtMs } = said;
  const timestamp = new Date(sentAtMs).toISOString();
  return { id, text, timestamp, username: customer.handle, media: { id: mediaOf(said) } };
}

/** A direct message. */
export function directMessage({ account, customer, id, text, sentAtMs, inReplyTo }: Said): Payload {
  const reply_to = inReplyTo ? { mid: inReplyTo } : undefined;
  return delivery({ account, customer, atMs: sentAtMs }, { message: { mid: id, text, reply_to } });
}

const mediaOf = ({ thread, id }: Said): string => thread ?? `1${id.slice(1)}`;

function commentOf(said: Said): Payload {
  const { id: userId, handle: username } = said.customer;
  const media = { id: mediaOf(said), media_product_type: 'FEED' };
  return { from: { id: userId, username }, media, id: said.id, parent_id: said.inReplyTo, text: said.text };
}

function change({ account, sentAtMs }: Said, field: string, value: Payload): Payload {
  const time = Math.floor(sentAtMs / 1000);
  return { object: 'instagram', entry: [{ id: account, time, changes: [{ field, value }] }] };
}

function delivery(
  { account, customer, atMs }: Pick<Changed, 'account' | 'customer' | 'atMs'>,
  event: Payload,
): Payload {
  const item = { sender: { id: customer.id }, recipient: { id: account }, timestamp: atMs, ...event };
  return { object: 'instagram', entry: [{ id: account, time: atMs, messaging: [item] }] };
}
