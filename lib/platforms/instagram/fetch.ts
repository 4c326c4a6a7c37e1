import { accountId } from '#platforms/account.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { changeOf } from '#platforms/meta-change.ts';
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

type Json = Readonly<Record<string, unknown>>;

export const instagramFetch: Fetch = {
  request: ({ type, id, with: given }, { account, credentials }) => {
    const answered = type === 'own_answer' ? given?.['parent_id'] : undefined;
    const path = [answered ?? accountId(account)];
    const query = { fields: answered === undefined ? expression(type, id) : 'from' };
    return graphCall({ method: 'GET', path, query }, credentials, API);
  },
  read: (response, event) => {
    const isMention = changeOf(event.payload)?.field === 'mentions';
    return readFetched(response, event, isMention ? mentionIn : answeredIn);
  },
};

function expression(type: string, id: string): string {
  const named = isId(id) ? id : '0';
  return type === 'mentioned_comment'
    ? `mentioned_comment.comment_id(${named}){${COMMENT_FIELDS}}`
    : `mentioned_media.media_id(${named}){${MEDIA_FIELDS}}`;
}

function mentionIn(body: Json): Json | undefined {
  const found = asObject(body['mentioned_comment']) ?? asObject(body['mentioned_media']);
  if (!found) return undefined;
  const { id: _id, media, ...words } = found;
  const media_id = asId(asObject(media)?.['id']);
  return { ...words, ...(media_id !== undefined && { media_id }), fetched: true };
}

/** Whose comment the account answered; nobody's where Meta keeps the author from us. */
function answeredIn({ from }: Json): Json | undefined {
  return asId(asObject(from)?.['id']) === undefined ? undefined : { answers: from };
}
