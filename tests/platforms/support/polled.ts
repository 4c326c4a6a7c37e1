import type { ApiCall, ApiResponse, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import type { Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { NOW_MS } from './requests.ts';

/** Polls of one account, turn by turn, and answers to calls. */

/** The poll of a platform. @throws {Error} when it is not polled */
export function pollOf(name: PlatformName): Poll {
  const { poll } = platforms[name];
  if (!poll) throw new Error(`${name} is not polled`);
  return poll;
}

/** An HTTP answer; a body that is no string is written as JSON. */
export function answerOf(status: number, body: unknown, headers: ApiResponse['headers'] = {}): ApiResponse {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A turn of an account of the platform. */
export function turnOf(account: string, changes: Partial<PollTurn> = {}): PollTurn {
  return { account, credentials: { accessToken: 'token-1' }, nowMs: NOW_MS, ...changes };
}

/** A page's answer. @throws {Error} when it is none */
export function pageOf(answer: PollAnswer): Extract<PollAnswer, { kind: 'page' }> {
  if (answer.kind !== 'page') throw new Error(`no page: ${JSON.stringify(answer)}`);
  return answer;
}

/** A call without what every call has. */
export function asked({ url }: Pick<ApiCall, 'url'>): { path: string; query: Record<string, string> } {
  const { pathname, searchParams } = new URL(url);
  return { path: pathname, query: Object.fromEntries(searchParams) };
}

/** The same poll, asked and answered until there is no more. @returns what was asked, and what came. */
export function polled(name: PlatformName, turn: PollTurn, answers: readonly unknown[]) {
  const poll = pollOf(name);
  const calls: ReturnType<typeof asked>[] = [];
  const bodies: unknown[] = [];
  let { cursor } = turn;
  for (const body of answers) {
    const now = { ...turn, cursor };
    calls.push(asked(poll.request(now)));
    const page = pageOf(poll.read(answerOf(200, body), now));
    if (page.body !== undefined) bodies.push(page.body);
    cursor = page.cursor;
    if (!page.more) break;
  }
  return { calls, bodies, cursor };
}

/** A reply in the making. */
export function replyTo(changes: Partial<ReplyTarget> & Pick<ReplyTarget, 'account' | 'channel'>): ReplyTarget {
  const common = { replyKey: 'reply-1', customerId: '2', text: 'We are on it', inReplyTo: '3' };
  return { ...common, visibility: 'public', ...changes };
}

/** What becomes of a reply by the platform's answer. */
export function outcomeOf(name: PlatformName, target: ReplyTarget, response: ApiResponse) {
  return platforms[name].readSendResponse(response, target);
}

/** Credentials with what a platform needs beside the token. */
export function credentialsWith(more: Readonly<Record<string, string>>): Credentials {
  return { accessToken: 'token-1', more };
}
