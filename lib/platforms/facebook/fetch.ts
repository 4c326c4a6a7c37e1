import { readFetched } from '#platforms/meta-fetch.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import type { Fetch } from '#platforms/poll.ts';

/** A mention may name a post or a comment and hold none of its words. */

const FIELDS = 'message,from,created_time,permalink_url,full_picture';
const COMMENT_FIELDS = 'message,from,created_time,permalink_url,parent{id}';

export const facebookFetch: Fetch = {
  request: ({ type, id }, { credentials }) => {
    const fields = type === 'mentioned_comment' ? COMMENT_FIELDS : FIELDS;
    return graphCall({ method: 'GET', path: [id], query: { fields } }, credentials);
  },
  // A post without words has its address at least: what was fetched is never asked for again.
  read: (response, event) =>
    readFetched(response, event, ({ message, from, created_time, permalink_url: link, full_picture: photo }) =>
      message === undefined && link === undefined && photo === undefined
        ? undefined
        : { message, from, created_time, link, photo },
    ),
};
