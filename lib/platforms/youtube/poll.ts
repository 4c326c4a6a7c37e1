import { accountId } from '#platforms/account.ts';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import { googleCodes, googleOutcome } from '#platforms/google-errors.ts';
import type { Cursor, Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble, unreadable } from '#platforms/poll-trouble.ts';
import { remembering } from '#platforms/seen.ts';
import { bearer, youtubeUrl } from './address.ts';
import { OLDEST_HOURS, readAnswers, readThreads } from './pages.ts';
import { YOUTUBE_ERRORS } from './read-response.ts';
import { list } from './schema.ts';
import { waitingIn, writtenWaiting } from './waiting.ts';

/**
 * `commentThreads.list` by channel, the newest threads first, at one unit a page. A thread shows only some of its answers:
 * where there are more, and they are news, `comments.list` asks for them, one unit a thread.
 *
 * The cursor: `page` and `pages` inside a poll, `waiting` the threads whose answers are to be asked for, `seen`.
 */

/** The thread that is asked about now; pages of threads come first. */
const askedIn = (cursor: Cursor | undefined) => (cursor?.['page'] ? undefined : waitingIn(cursor)[0]);

function request({ account, credentials, cursor }: PollTurn): ApiCall {
  const asked = askedIn(cursor);
  const common = { maxResults: '100', textFormat: 'plainText' };
  const threads = {
    ...common,
    part: 'snippet,replies',
    allThreadsRelatedToChannelId: accountId(account),
    order: 'time',
    ...(cursor?.['page'] && { pageToken: cursor['page'] }),
  };
  const url = asked
    ? youtubeUrl(credentials, 'comments', { ...common, part: 'snippet', parentId: asked.id })
    : youtubeUrl(credentials, 'commentThreads', threads);
  return { method: 'GET', url, headers: bearer(credentials) };
}

function read(response: ApiResponse, turn: PollTurn): PollAnswer {
  const { cursor } = turn;
  if (!accepted(response)) return trouble(response, cursor);
  const page = list.safeParse(answerJson(response)).data;
  if (!page) return unreadable(response);
  const { news, marks, waiting, next } = askedIn(cursor) ? readAnswers(page, cursor) : readThreads(page, turn);
  const seen = remembering(marks, cursor);
  return {
    kind: 'page',
    ...(news !== undefined && { body: news }),
    cursor: { ...(seen && { seen }), ...writtenWaiting(waiting), ...next },
    more: next['page'] !== undefined || waiting.length > 0,
  };
}

const LOST = new Set(['invalidPageToken', 'commentNotFound', 'parentCommentNotFound', 'notFound']);

/** A page's token runs out, and a thread may be deleted before it is asked for: the poll goes on without them. */
function trouble(response: ApiResponse, cursor: Cursor | undefined): PollAnswer {
  const { page, pages: _pages, waiting: _waiting, ...rest } = cursor ?? {};
  const left = page === undefined ? waitingIn(cursor).slice(1) : waitingIn(cursor);
  const isLost = (page !== undefined || askedIn(cursor)) && LOST.has(googleCodes(response)[0] ?? '');
  if (!isLost) return pollTrouble(googleOutcome(YOUTUBE_ERRORS, response));
  return { kind: 'page', cursor: { ...rest, ...writtenWaiting(left) }, more: left.length > 0 };
}

/** Half of a day's 10,000 units; an answer costs 50, so that the other half is a hundred of them. */
export const youtubePoll: Poll = {
  everySeconds: 300,
  budget: { requests: 5_000, perSeconds: 86_400 },
  oldestHours: OLDEST_HOURS,
  request,
  read,
};
