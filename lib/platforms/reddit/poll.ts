import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Cursor, Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble, unreadable } from '#platforms/poll-trouble.ts';
import { markOf, remembering, seenIn } from '#platforms/seen.ts';
import { called, redditUrl } from './address.ts';
import { redditOutcome } from './read-response.ts';
import { listing, thing } from './schema.ts';
import { isGone } from './words.ts';

/**
 * `GET /message/inbox`, the latest first: private messages, answers to comments and posts, mentions; then the mentions by
 * themselves, which the inbox may leave out. Pages are read on until one brings nothing new.
 *
 * The cursor: `list` and `page` inside a poll, `seen`.
 */

const LISTS = ['inbox', 'mentions'] as const;

const OLDEST_HOURS = 72;

/** Requests that are left to replies when the window is nearly used. */
const LEFT_TO_REPLIES = 20;

const listIn = (cursor: Cursor | undefined) => LISTS.find((list) => list === cursor?.['list']) ?? LISTS[0];

function request({ credentials, cursor }: PollTurn): ApiCall {
  const page = cursor?.['page'];
  // Reading marks nothing as read: that is for people in the app.
  const query = new URLSearchParams({ limit: '100', raw_json: '1', mark: 'false', ...(page && { after: page }) });
  return {
    method: 'GET',
    url: redditUrl(credentials, `/message/${listIn(cursor)}?${query.toString()}`),
    headers: called(credentials),
  };
}

function read(response: ApiResponse, { cursor, nowMs }: PollTurn): PollAnswer {
  if (!accepted(response)) return pollTrouble(redditOutcome(response));
  const page = listing.safeParse(answerJson(response)).data?.data;
  if (!page) return unreadable(response);
  const seen = seenIn(cursor);
  const all = page.children.map((child) => ({ child, ...stateOf(child.data) }));
  const children = all.filter(({ mark }) => !seen.has(mark)).map(({ child }) => child);
  const isOld = all.some(({ createdAtMs }) => createdAtMs < nowMs - OLDEST_HOURS * 3_600_000);
  const next = nextOf(cursor, children.length > 0 && !isOld ? page.after : undefined);
  const memory = remembering(
    all.map(({ mark }) => mark),
    cursor,
  );
  const remaining = Number(response.headers['x-ratelimit-remaining'] ?? Number.POSITIVE_INFINITY);
  return {
    kind: 'page',
    ...(children.length > 0 && { body: { kind: 'Listing', data: { children } } }),
    cursor: { ...(memory && { seen: memory }), ...next },
    // The window is not used up by reading: the next poll goes on from here.
    more: next['list'] !== undefined && !(remaining < LEFT_TO_REPLIES),
  };
}

/** The next page of the list, or the next list; nothing at the end. */
function nextOf(cursor: Cursor | undefined, after: string | undefined): Cursor {
  const list = listIn(cursor);
  if (after) return { list, page: after };
  const following = LISTS[LISTS.indexOf(list) + 1];
  return following ? { list: following } : {};
}

/** A thing as it stands; one without a name is told from others by all that it holds. */
function stateOf(data: unknown) {
  const fields = thing.parse(data);
  const mark = markOf(`${fields.name ?? JSON.stringify(data)} ${fields.edited} ${isGone(fields)}`);
  return { mark, createdAtMs: (fields.created_utc ?? Number.NaN) * 1000 };
}

/** Reddit takes 600 requests in ten minutes of an app, 1,000 of most: half of them are left to replies. */
export const redditPoll: Poll = {
  everySeconds: 60,
  budget: { requests: 300, perSeconds: 600 },
  oldestHours: OLDEST_HOURS,
  request,
  read,
};
