import { accountId } from '#platforms/account.ts';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble, unreadable } from '#platforms/poll-trouble.ts';
import { markOf, remembering, seenIn } from '#platforms/seen.ts';
import { appStoreUrl, bearer } from './address.ts';
import { appStoreOutcome } from './read-response.ts';
import { answered, page as pageFields, review } from './schema.ts';

/**
 * `GET /v1/apps/{id}/customerReviews`, the newest first, each with its answer. Pages are read on until one brings nothing
 * new. The cursor: `page` inside a poll, `seen`.
 */

type Json = Readonly<Record<string, unknown>>;

/** How far back a first poll reads. */
const OLDEST_HOURS = 30 * 24;

function request({ account, credentials, cursor }: PollTurn): ApiCall {
  const page = cursor?.['page'];
  const query = new URLSearchParams({
    sort: '-createdDate',
    limit: '200',
    include: 'response',
    ...(page && { cursor: page }),
  });
  const path = `/apps/${encodeURIComponent(accountId(account))}/customerReviews?${query.toString()}`;
  return { method: 'GET', url: appStoreUrl(credentials, path), headers: bearer(credentials) };
}

function read(response: ApiResponse, { cursor, nowMs }: PollTurn): PollAnswer {
  if (!accepted(response)) return pollTrouble(appStoreOutcome(response));
  const page = pageFields.safeParse(answerJson(response)).data;
  if (!page) return unreadable(response);
  const answers = new Map((page.included ?? []).map((answer) => [answer['id'], answer]));
  const seen = seenIn(cursor);
  const all = page.data.map((item) => ({ item, mark: markOf(stateOf(item, answers)) }));
  const data = all.filter(({ mark }) => !seen.has(mark)).map(({ item }) => item);
  const next =
    data.length > 0 && !page.data.some((item) => isOld(item, nowMs)) ? nextPage(page.links?.next) : undefined;
  const memory = remembering(
    all.map(({ mark }) => mark),
    cursor,
  );
  return {
    kind: 'page',
    ...(data.length > 0 && { body: { data, included: page.included } }),
    cursor: { ...(memory && { seen: memory }), ...(next && { page: next }) },
    more: next !== undefined,
  };
}

/** A review as it stands, with its answer. */
function stateOf(item: Json, answers: ReadonlyMap<unknown, Json>): string {
  const answerId = answered.safeParse(item).data?.relationships?.response?.data?.id;
  return JSON.stringify([item['id'], item['attributes'], answers.get(answerId)?.['attributes']]);
}

function isOld(item: Json, nowMs: number): boolean {
  const createdAtMs = Date.parse(review.safeParse(item).data?.attributes?.createdDate ?? '');
  return createdAtMs < nowMs - OLDEST_HOURS * 3_600_000;
}

/** The word for the next page in its address; an address out of an answer is never called. */
function nextPage(address: string | undefined): string | undefined {
  return (address && URL.parse(address)?.searchParams.get('cursor')) || undefined;
}

/** Apple takes 3,600 requests an hour of a key, which may serve many apps. */
export const appStorePoll: Poll = {
  everySeconds: 600,
  budget: { requests: 300, perSeconds: 3_600 },
  oldestHours: OLDEST_HOURS,
  request,
  read,
};
