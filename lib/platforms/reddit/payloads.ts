import type { Payload, Said } from '#platforms/customer.ts';

/** Listings of Reddit, written after its documentation. */

/** An answer to a comment of the account, or a mention. */
export function inboxComment(said: Said): Payload {
  const parent_id = said.inReplyTo ?? 't3_post1';
  const context = '/r/earshot/comments/post1/a_post/?context=3';
  const type = said.inReplyTo ? 'comment_reply' : 'username_mention';
  return listing('t1', { ...common(said), parent_id, context, type, was_comment: true, subreddit: 'earshot' });
}

/** A post that speaks of the brand. */
export function post(said: Said): Payload {
  const { text, ...rest } = said;
  return listing('t3', { ...common({ ...rest, text: '' }), body: undefined, title: text, selftext: '', is_self: true });
}

/** A private message. */
export function privateMessage(said: Said): Payload {
  const thread = said.thread ?? null;
  return listing('t4', { ...common(said), first_message_name: thread, subject: 'A question', was_comment: false });
}

/** A listing with nothing in it. */
export const emptyListing: Payload = { kind: 'Listing', data: { after: null, children: [] } };

function listing(kind: string, data: Payload): Payload {
  return { kind: 'Listing', data: { after: null, children: [{ kind, data }] } };
}

function common({ account, customer, id, text, sentAtMs }: Said): Payload {
  return {
    name: id,
    id: id.slice(3),
    author: customer.handle ?? customer.name,
    author_fullname: customer.id,
    body: text,
    dest: account,
    new: true,
    score: 1,
    created_utc: sentAtMs / 1000,
  };
}
