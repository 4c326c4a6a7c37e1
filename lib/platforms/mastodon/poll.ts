import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import { asId, asObject } from '#platforms/fields.ts';
import type { Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble, unreadable } from '#platforms/poll-trouble.ts';
import { mastodonRefusal } from './read-response.ts';
import { instance } from './render-reply.ts';

/**
 * `GET /api/v1/notifications` (Mastodon docs, "notifications API methods"). With `min_id` a page holds what came right after
 * that id, so that nothing is skipped however much there is; the first page is the latest. The cursor: `minId`.
 */

const PAGE = 80;
const TYPES = ['mention', 'update', 'quote'];

function request({ credentials, cursor }: PollTurn): ApiCall {
  const query = new URLSearchParams({ limit: String(PAGE) });
  for (const type of TYPES) query.append('types[]', type);
  if (cursor?.['minId']) query.set('min_id', cursor['minId']);
  return {
    method: 'GET',
    url: `${instance(credentials, '/api/v1/notifications')}?${query.toString()}`,
    headers: { authorization: `Bearer ${credentials.accessToken}` },
  };
}

/** Ids are numbers of growing length in a string. */
const isHigher = (a: string, b: string): boolean => a.length > b.length || (a.length === b.length && a > b);

function read(response: ApiResponse, { cursor }: PollTurn): PollAnswer {
  if (!accepted(response)) return pollTrouble(mastodonRefusal(response));
  const body = answerJson(response);
  if (body === undefined) return unreadable(response);
  // What is no list is for `split` to keep whole.
  if (!Array.isArray(body)) return { kind: 'page', body, cursor: { ...cursor }, more: false };
  const ids = body.flatMap((each) => asId(asObject(each)?.['id']) ?? []);
  const before = cursor?.['minId'];
  const highest = ids.reduce<string | undefined>((top, id) => (!top || isHigher(id, top) ? id : top), before);
  const more = before !== undefined && highest !== before && body.length >= PAGE;
  return { kind: 'page', ...(body.length > 0 && { body }), cursor: highest ? { minId: highest } : {}, more };
}

/** Mastodon docs, "Rate limits": 300 requests in five minutes for an account; a third of them is kept for answers. */
export const mastodonPoll: Poll = {
  everySeconds: 60,
  budget: { requests: 200, perSeconds: 300 },
  oldestHours: 72,
  request,
  read,
};
