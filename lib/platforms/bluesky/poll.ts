import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Cursor, Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble, unreadable } from '#platforms/poll-trouble.ts';
import { markOf, remembering, seenIn } from '#platforms/seen.ts';
import { blueskyRefusal } from './read-response.ts';
import { xrpc } from './render-reply.ts';
import { item, notifications } from './schema.ts';

/**
 * `app.bsky.notification.listNotifications`: the newest first, a hundred a page. The cursor: `page` inside a poll, `seen`
 * the marks of what was read. A poll ends at a page that holds something known, or something too old.
 */

const OLDEST_HOURS = 72;

function request({ credentials, cursor }: PollTurn): ApiCall {
  const query = new URLSearchParams({ limit: '100', ...(cursor?.['page'] && { cursor: cursor['page'] }) });
  return {
    method: 'GET',
    url: `${xrpc(credentials, 'app.bsky.notification.listNotifications')}?${query.toString()}`,
    headers: { authorization: `Bearer ${credentials.accessToken}` },
  };
}

/** A thing and its version; undefined for what can't be told from others. */
function stateOf(notification: unknown): { mark: string; indexedAt: string | undefined } | undefined {
  const read = item.safeParse(notification).data;
  return read && { mark: markOf(`${read.reason ?? ''} ${read.uri} ${read.cid ?? ''}`), indexedAt: read.indexedAt };
}

function isOld(indexedAt: string | undefined, nowMs: number): boolean {
  return indexedAt !== undefined && Date.parse(indexedAt) < nowMs - OLDEST_HOURS * 60 * 60 * 1000;
}

function pageOf(body: unknown, { cursor, nowMs }: PollTurn): PollAnswer {
  const list = notifications.safeParse(body).data;
  // What a later version of the lexicon may say is for `split` to keep whole.
  if (!list) return { kind: 'page', body, cursor: { ...cursor }, more: false };
  const seen = seenIn(cursor);
  const states = list.notifications.map(stateOf);
  const news = list.notifications.filter((_, index) => !seen.has(states[index]?.mark ?? ''));
  const marks = states.flatMap((state) => state?.mark ?? []);
  const isEnd = news.length < list.notifications.length || states.some((state) => isOld(state?.indexedAt, nowMs));
  const page = isEnd || news.length === 0 ? undefined : list.cursor;
  const next: Cursor = { seen: remembering(marks, cursor), ...(page && { page }) };
  const more = page !== undefined;
  return { kind: 'page', ...(news.length > 0 && { body: { ...list, notifications: news } }), cursor: next, more };
}

function read(response: ApiResponse, turn: PollTurn): PollAnswer {
  if (!accepted(response)) return pollTrouble(blueskyRefusal(response));
  const body = answerJson(response);
  return body === undefined ? unreadable(response) : pageOf(body, turn);
}

/** Bluesky docs, "Rate limits": 3,000 requests in five minutes from an address; accounts share ours. */
export const blueskyPoll: Poll = {
  everySeconds: 60,
  budget: { requests: 100, perSeconds: 300 },
  oldestHours: OLDEST_HOURS,
  request,
  read,
};
