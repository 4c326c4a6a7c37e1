import * as z from 'zod/mini';
import { accountId } from '#platforms/account.ts';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import { anyObject, maybe } from '#platforms/fields.ts';
import type { Cursor, Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble } from '#platforms/poll-trouble.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import { markOf, remembering, seenIn } from '#platforms/seen.ts';
import { xOutcome } from './read-response.ts';
import { API } from './render-reply.ts';
import { idAt, timeOfId } from './snowflake.ts';

/**
 * Social listening (X docs, "Recent search"): posts that match the account's search, whether or not they speak to it. Only
 * for accounts that have set `search`, since X charges for every post that is read.
 *
 * The cursor: `since` the newest post of the last poll, `seen`; inside a poll `page`, `from` and `newest`.
 */

const page = z.object({
  data: maybe(z.array(anyObject)),
  includes: maybe(anyObject),
  meta: z.object({ newest_id: maybe(z.string()), next_token: maybe(z.string()) }),
});

const FIELDS = {
  'tweet.fields':
    'attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets',
  'user.fields': 'id,name,username,verified,public_metrics',
  'media.fields': 'media_key,type,url,preview_image_url',
  expansions: 'author_id,attachments.media_keys,referenced_tweets.id',
} as const;

const HOUR_MS = 3_600_000;

/** X answers for seven days back, and refuses an older `since_id`. */
const LONGEST_MS = 7 * 24 * HOUR_MS - HOUR_MS;

const OLDEST_HOURS = 24;

/** A post may be found some seconds after a later one: asked for again, and known by its mark. */
const SETTLING_MS = 30_000;

/** Where the search begins: just before the newest post that was found, or so many hours back. */
function beginningOf({ cursor, nowMs }: Pick<PollTurn, 'cursor' | 'nowMs'>): string {
  if (cursor?.['from']) return cursor['from'];
  const { since } = cursor ?? {};
  const fromMs = since ? timeOfId(since) - SETTLING_MS : nowMs - OLDEST_HOURS * HOUR_MS;
  return idAt(Math.max(fromMs, nowMs - LONGEST_MS));
}

function request(turn: PollTurn): ApiCall {
  const { account, credentials, cursor } = turn;
  const query = new URLSearchParams({
    // Neither what others passed on nor what the brand said itself.
    query: `(${credentials.more?.['search'] ?? ''}) -is:retweet -from:${accountId(account)}`,
    max_results: '100',
    sort_order: 'recency',
    since_id: beginningOf(turn),
    ...FIELDS,
    ...(cursor?.['page'] && { next_token: cursor['page'] }),
  });
  return {
    method: 'GET',
    url: endpoint(credentials.baseUrl ?? API, `/2/tweets/search/recent?${query.toString()}`),
    headers: { authorization: `Bearer ${credentials.accessToken}` },
  };
}

function read(response: ApiResponse, turn: PollTurn): PollAnswer {
  if (!accepted(response)) return pollTrouble(xOutcome(response));
  const answer = page.safeParse(answerJson(response)).data;
  if (!answer) return { kind: 'retry', reason: 'answer_unreadable' };
  const { cursor, credentials } = turn;
  const seen = seenIn(cursor);
  const all = (answer.data ?? []).map((post) => ({ post, mark: markOf(String(post['id'])) }));
  const data = all.filter(({ mark }) => !seen.has(mark)).map(({ post }) => post);
  const memory = remembering(
    all.map(({ mark }) => mark),
    cursor,
  );
  const next = nextOf(answer.meta, turn);
  return {
    kind: 'page',
    ...(data.length > 0 && { body: { data, includes: answer.includes, tier: credentials.more?.['tier'] } }),
    cursor: { ...(memory && { seen: memory }), ...next },
    more: next['page'] !== undefined,
  };
}

/** The newest post is on the first page; the next poll begins there once the last page was read. */
function nextOf({ newest_id: newestId, next_token: token }: z.infer<typeof page>['meta'], turn: PollTurn): Cursor {
  const newest = turn.cursor?.['newest'] ?? newestId ?? turn.cursor?.['since'];
  if (token) return { page: token, from: beginningOf(turn), ...(newest && { newest }) };
  return newest ? { since: newest } : {};
}

/** X takes 300 searches in fifteen minutes of an account, and charges for each post. */
export const xPoll: Poll = {
  onlyWith: 'search',
  everySeconds: 300,
  budget: { requests: 100, perSeconds: 900 },
  oldestHours: OLDEST_HOURS,
  request,
  read,
};
