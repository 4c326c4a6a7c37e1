import * as z from 'zod/mini';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse, Credentials } from '#platforms/api-call.ts';
import type { Span } from '#platforms/backfill.ts';
import { idField } from '#platforms/fields.ts';
import type { PollAnswer } from '#platforms/poll.ts';
import { pollTrouble } from '#platforms/poll-trouble.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import { xOutcome } from './read-response.ts';
import { API } from './render-reply.ts';

/**
 * After an outage X delivers again what it had to tell a webhook (X docs, "Create replay job for webhook"). The events come
 * as they would have come, and `replay_job_status` after them. What comes twice is the same event twice.
 */

const MINUTE_MS = 60_000;

/** X docs, "Account Activity: replay": a day at most; the page of the call says five days, so that the shorter is safe. */
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/** Events can be had again when they are half an hour old. */
export const YOUNGEST_MS = 31 * MINUTE_MS;

const job = z.object({ job_id: idField });

/** What of a span can be had again; undefined when nothing can be, or not yet. Whole minutes, the last one not included. */
export function replaySpan({ fromMs, toMs }: Span, nowMs: number): Span | undefined {
  const first = Math.floor(Math.max(fromMs, nowMs - LONGEST_MS) / MINUTE_MS) * MINUTE_MS;
  const last = Math.min(
    Math.ceil(toMs / MINUTE_MS) * MINUTE_MS,
    Math.floor((nowMs - YOUNGEST_MS) / MINUTE_MS) * MINUTE_MS,
  );
  // A minute that began a day ago is not whole any more.
  const from = first < nowMs - LONGEST_MS ? first + MINUTE_MS : first;
  return from < last ? { fromMs: from, toMs: last } : undefined;
}

/**
 * Asks for a span again.
 * @param credentials those of the app (a bearer token of its own), whose webhook it is, not those of an account
 */
export function replayCall(webhookId: string, { fromMs, toMs }: Span, credentials: Credentials): ApiCall {
  const body = { webhook_id: webhookId, from_date: minuteOf(fromMs), to_date: minuteOf(toMs) };
  return {
    method: 'POST',
    url: endpoint(credentials.baseUrl ?? API, '/2/webhooks/replay'),
    headers: { authorization: `Bearer ${credentials.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** What X says: the job that will deliver, or why there is none. */
export function readReplay(
  response: ApiResponse,
): { readonly kind: 'begun'; readonly jobId: string } | Exclude<PollAnswer, { kind: 'page' }> {
  if (!accepted(response)) return pollTrouble(xOutcome(response));
  const jobId = job.safeParse(answerJson(response)).data?.job_id;
  return jobId ? { kind: 'begun', jobId } : { kind: 'retry', reason: 'answer_unreadable' };
}

/** UTC as `yyyymmddhhmm`. */
function minuteOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace(/\D/g, '');
}
