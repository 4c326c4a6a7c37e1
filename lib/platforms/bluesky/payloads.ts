import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Pages as app.bsky.notification.listNotifications answers them, written from its lexicon. */

const RECORD = 'bafyreigh2akiscaildc6vmwaqbqjmzk4vbxcvhhhdlzk5n6cbg3xj7vqsa';

/** A page with nothing on it. */
export const noNotifications: Payload = { notifications: [] };

/** A page on which a customer mentions the account, or answers a post where `inReplyTo` names one. */
export function mentionPage({ customer, id, text, sentAtMs, inReplyTo, language }: Said): Payload {
  const createdAt = iso(sentAtMs);
  const parent = inReplyTo && { uri: inReplyTo, cid: RECORD };
  const notification = {
    uri: id,
    cid: RECORD,
    author: { did: customer.id, handle: customer.handle ?? 'handle.invalid', displayName: customer.name, labels: [] },
    reason: parent ? 'reply' : 'mention',
    record: {
      $type: 'app.bsky.feed.post',
      text,
      createdAt,
      ...(language && { langs: [language] }),
      ...(parent && { reply: { root: parent, parent } }),
    },
    isRead: false,
    indexedAt: createdAt,
    labels: [],
  };
  return { notifications: [notification], cursor: createdAt, seenAt: createdAt };
}
