import { accountId } from '#platforms/account.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { readFetched } from '#platforms/meta-fetch.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import type { Fetch } from '#platforms/poll.ts';
import { API } from './render-reply.ts';

/**
 * What a mention only names is asked for through the account: `GET /{ig-user}?fields=mentioned_comment.comment_id(...)`
 * (Instagram Platform, "Mentions").
 */

const COMMENT_FIELDS = 'id,text,timestamp,username,media{id}';
const MEDIA_FIELDS = 'id,caption,timestamp,username,media_type,media_url,permalink';

/** Ids go into an expression of Meta's, so nothing else may. */
const isId = (text: string): boolean => /^\w+$/.test(text);

export const instagramFetch: Fetch = {
  request: ({ type, id }, { account, credentials }) => {
    const named = isId(id) ? id : '0';
    const fields =
      type === 'mentioned_comment'
        ? `mentioned_comment.comment_id(${named}){${COMMENT_FIELDS}}`
        : `mentioned_media.media_id(${named}){${MEDIA_FIELDS}}`;
    return graphCall({ method: 'GET', path: [accountId(account)], query: { fields } }, credentials, API);
  },
  read: (response, event) =>
    readFetched(response, event, (body) => {
      const comment = asObject(body['mentioned_comment']);
      const found = comment ?? asObject(body['mentioned_media']);
      if (!found) return undefined;
      const { id: _id, media, ...words } = found;
      const media_id = asId(asObject(media)?.['id']);
      return { ...words, ...(media_id !== undefined && { media_id }), fetched: true };
    }),
};
