import type { Payload, Said } from '#platforms/customer.ts';

/** Payloads of a page's changes, written after their documentation. */

/** A comment under a post of the page; under another comment, where it answers one. */
export function pageComment({ inReplyTo, ...said }: Said): Payload {
  const post_id = postOf(said);
  return feedChange(said, { item: 'comment', post_id, comment_id: said.id, parent_id: inReplyTo ?? post_id });
}

/** A post that a visitor wrote on the page. */
export function visitorPost(said: Said): Payload {
  return feedChange(said, { item: 'post', post_id: said.id });
}

/** A comment somewhere else that names the page. */
export function pageMention(said: Said): Payload {
  return change(said, 'mention', { ...wordsOf(said), item: 'comment', post_id: postOf(said), comment_id: said.id });
}

/** A review of the page, as a recommendation. */
export function recommendation({ customer, id, text, sentAtMs, account }: Said): Payload {
  const value = {
    item: 'rating',
    verb: 'add',
    open_graph_story_id: id,
    reviewer_id: customer.id,
    reviewer_name: customer.name,
    review_text: text,
    recommendation_type: 'NEGATIVE',
    comment_id: null,
    created_time: seconds(sentAtMs),
  };
  return change({ account, sentAtMs }, 'ratings', value);
}

const postOf = ({ account, thread, id }: Said): string => `${account}_${thread ?? id}`;

function feedChange(said: Said, about: Payload): Payload {
  return change(said, 'feed', { ...wordsOf(said), ...about });
}

function wordsOf({ customer, text, sentAtMs }: Said): Payload {
  const from = { id: customer.id, name: customer.name };
  return { verb: 'add', from, message: text, created_time: seconds(sentAtMs) };
}

function change({ account, sentAtMs }: Pick<Said, 'account' | 'sentAtMs'>, field: string, value: Payload): Payload {
  return { object: 'page', entry: [{ id: account, time: seconds(sentAtMs), changes: [{ field, value }] }] };
}

const seconds = (ms: number): number => Math.floor(ms / 1000);
