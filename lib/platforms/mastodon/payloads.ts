import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Pages as `GET /api/v1/notifications` answers them, written from Mastodon's documentation of its entities. */

const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br />');

function notificationOf({ customer, id, text, sentAtMs, inReplyTo, language }: Said, visibility: string): Payload {
  const { id: author, name = '', handle = 'somebody', followers = 0 } = customer;
  const account = { id: author, username: handle, acct: handle, display_name: name, followers_count: followers };
  const status = {
    id,
    created_at: iso(sentAtMs),
    in_reply_to_id: inReplyTo ?? null,
    sensitive: false,
    spoiler_text: '',
    visibility,
    language: language ?? null,
    content: `<p>${html(text)}</p>`,
    edited_at: null,
    media_attachments: [],
    mentions: [],
    account,
  };
  return { id, type: 'mention', created_at: iso(sentAtMs), account, status };
}

/** A page on which a customer mentions the account, for everybody to read. */
export const mentionPage = (said: Said): readonly Payload[] => [notificationOf(said, 'public')];

/** A page on which a customer writes to the account alone. */
export const directPage = (said: Said): readonly Payload[] => [notificationOf(said, 'direct')];
