import { asId, asObject } from '#platforms/fields.ts';
import { changeOf } from '#platforms/meta-change.ts';
import { readFetched } from '#platforms/meta-fetch.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import type { Fetch } from '#platforms/poll.ts';

/** A mention may name a post or a comment and hold none of its words; the page's own answer does not say whom it answers. */

const FIELDS = 'message,from,created_time,permalink_url,full_picture';
const COMMENT_FIELDS = 'message,from,created_time,permalink_url,parent{id}';

type Json = Readonly<Record<string, unknown>>;

export const facebookFetch: Fetch = {
  request: ({ type, id, with: given }, { credentials }) => {
    const answered = type === 'own_answer' ? given?.['parent_id'] : undefined;
    const fields = type === 'mentioned_comment' ? COMMENT_FIELDS : FIELDS;
    const query = { fields: answered === undefined ? fields : 'from' };
    return graphCall({ method: 'GET', path: [answered ?? id], query }, credentials);
  },
  read: (response, event) => {
    const isMention = changeOf(event.payload)?.field === 'mention';
    return readFetched(response, event, isMention ? wordsIn : answeredIn);
  },
};

/** A post without words has its address at least: what was fetched is never asked for again. */
function wordsIn({ message, from, created_time, permalink_url: link, full_picture: photo }: Json): Json | undefined {
  const isEmpty = [message, link, photo].every((part) => part === undefined);
  return isEmpty ? undefined : { message, from, created_time, link, photo };
}

/** Whose comment the page answered; nobody's where Meta keeps the author from us. */
function answeredIn({ from }: Json): Json | undefined {
  return asId(asObject(from)?.['id']) === undefined ? undefined : { answers: from };
}
