import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Answers of the YouTube Data API, written after its documentation. */

/** A page of threads with one thread of one comment; a page with one comment when it answers another. */
export function commentPage(said: Said): Payload {
  return said.inReplyTo
    ? { kind: 'youtube#commentListResponse', items: [comment(said)] }
    : { kind: 'youtube#commentThreadListResponse', pageInfo: { totalResults: 1 }, items: [thread(said)] };
}

/** A page with nothing on it. */
export const emptyPage: Payload = { kind: 'youtube#commentThreadListResponse', items: [] };

function thread(said: Said): Payload {
  const snippet = { channelId: said.account, topLevelComment: comment(said), canReply: true, totalReplyCount: 0 };
  return { kind: 'youtube#commentThread', id: said.id, snippet };
}

function comment({ customer, id, text, sentAtMs, inReplyTo }: Said): Payload {
  const snippet = {
    authorDisplayName: customer.handle ? `@${customer.handle}` : customer.name,
    authorChannelId: { value: customer.id },
    textDisplay: text,
    textOriginal: text,
    parentId: inReplyTo,
    likeCount: 0,
    publishedAt: iso(sentAtMs),
    updatedAt: iso(sentAtMs),
  };
  return { kind: 'youtube#comment', id, snippet };
}
