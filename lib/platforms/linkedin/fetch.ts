import * as z from 'zod/mini';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { outcomeByCode } from '#platforms/error-table.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import { asObject, idField, maybe } from '#platforms/fields.ts';
import type { Fetch, FetchAnswer } from '#platforms/poll.ts';
import { LINKEDIN_ERRORS, linkedInCodes } from './errors.ts';
import { littleText } from './little-text.ts';
import { linkedInCall } from './request.ts';
import { commentParts, pathPart } from './urns.ts';

/**
 * A notification may come without its decoration, and then names what was written and holds no word of it (Comments API,
 * "Get a comment"; Posts API, "Get posts by URN").
 */
export const linkedInFetch: Fetch = {
  request: ({ id }, { credentials }) => {
    const comment = commentParts(id);
    const path = comment
      ? `/rest/socialActions/${pathPart(comment.post)}/comments/${pathPart(comment.id)}`
      : `/rest/posts/${pathPart(id)}`;
    return linkedInCall(path, credentials);
  },
  read: readFetched,
};

const fetched = z.object({
  /** Of a comment. */
  actor: maybe(idField),
  message: maybe(z.object({ text: maybe(z.string()) })),
  parentComment: maybe(z.string()),
  /** Of a post. */
  author: maybe(idField),
  commentary: maybe(z.string()),
});

function readFetched(response: ApiResponse, event: PlatformEvent): FetchAnswer {
  if (response.status === 404 || response.status === 410) return { kind: 'gone' };
  if (!accepted(response)) return faultOf(response);
  const { actor, author, message, commentary, parentComment } = fetched.safeParse(answerJson(response)).data ?? {};
  const owner = actor ?? author;
  if (!owner) return { kind: 'failed', reason: 'unreadable', platformCode: String(response.status) };
  const text = message?.text ?? (commentary === undefined ? undefined : littleText(commentary));
  return { kind: 'fetched', event: decorated(event, { owner, text, parentComment }) };
}

/** Asking twice does no harm, so a doubt is no reason not to. */
function faultOf(response: ApiResponse): FetchAnswer {
  if (response.status >= 500) return { kind: 'retry', reason: 'unavailable' };
  const outcome = outcomeByCode(LINKEDIN_ERRORS, linkedInCodes(response), response);
  if (outcome.kind === 'retry' || outcome.kind === 'stale_token') return outcome;
  const reason = outcome.kind === 'failed' ? outcome.reason : 'rejected';
  return { kind: 'failed', reason, platformCode: linkedInCodes(response)[0] ?? String(response.status) };
}

/** The notification as it would have come with its decoration. */
function decorated(event: PlatformEvent, comment: Readonly<Record<string, unknown>>): PlatformEvent {
  const payload = asObject(event.payload);
  const notifications = (payload?.['notifications'] ?? []) as readonly unknown[];
  const notification = { ...asObject(notifications[0]), decoratedGeneratedActivity: { comment } };
  return { ...event, payload: { ...payload, notifications: [notification] } };
}
