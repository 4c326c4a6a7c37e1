import type { Credentials } from '#domain/credentials.ts';
import type { ApiCall, ApiResponse } from './api-call.ts';
import { type CheckTurn, type Finding, findingOf, unwell, WELL } from './check.ts';
import type { Platform } from './platform.ts';
import { isSet } from './poll.ts';

/** Asks a platform whether an account is well connected. */

export interface Found {
  readonly about: string;
  readonly finding: Finding;
}

export type Ask = (
  call: ApiCall,
) => Promise<ApiResponse | { readonly kind: 'not_sent' | 'lost'; readonly reason: string }>;

const NO_ANSWER = (reason: string): Finding => ({ kind: 'unknown', reason });

/** An access token, where the platform makes it of something else; or why there is none. */
async function withToken(
  { token }: Platform,
  { credentials, nowMs }: CheckTurn,
  ask: Ask,
): Promise<{ credentials: Credentials } | { finding: Finding }> {
  // A token that is renewed out of itself is asked about as it is; who renews it keeps what comes.
  if (!token || token.renews || token.isFor?.(credentials) === false) return { credentials };
  const request = token.request(credentials, nowMs);
  if ('accessToken' in request) return { credentials: { ...credentials, accessToken: request.accessToken } };
  const response = await ask(request);
  if ('kind' in response) return { finding: NO_ANSWER(response.reason) };
  const answer = token.read(response, nowMs);
  if (answer.kind === 'fresh') return { credentials: { ...credentials, accessToken: answer.accessToken } };
  if (answer.kind === 'retry') return { finding: NO_ANSWER(answer.reason) };
  return { finding: unwell(answer.reason, 'The platform gives no token any more: connect the account again.') };
}

/** A polled platform is asked by a poll, where the account says what for. */
async function polled({ poll }: Platform, turn: CheckTurn, ask: Ask): Promise<Found[]> {
  if (!poll || !isSet(poll, turn.credentials.more)) return [];
  const response = await ask(poll.request(turn));
  if ('kind' in response) return [{ about: 'poll', finding: NO_ANSWER(response.reason) }];
  const answer = poll.read(response, turn);
  if (answer.kind === 'page') return [{ about: 'poll', finding: WELL }];
  if (answer.kind === 'retry') return [{ about: 'poll', finding: NO_ANSWER(answer.reason) }];
  const reason = answer.kind === 'stale_token' ? 'token_expired' : answer.reason;
  return [
    { about: 'poll', finding: unwell(reason, 'The platform refuses to be asked: see its page in docs/platforms.') },
  ];
}

/** How long before its end a token is told of: a person has to fetch another one. */
const EXPIRES_WITHIN_MS = 7 * 24 * 60 * 60 * 1000;

/** Whether a token that somebody gave is about to run out, where they said when: `expiresAt` beside it. */
function expiring({ credentials, nowMs }: CheckTurn): Found[] {
  const untilMs = Date.parse(credentials.more?.['expiresAt'] ?? '');
  if (Number.isNaN(untilMs)) return [];
  const isSoon = untilMs - nowMs < EXPIRES_WITHIN_MS;
  const mend = 'Get another token before then and put it into the credentials secret, with its own expiresAt.';
  return [{ about: 'expiry', finding: isSoon ? unwell('token_expires', mend) : WELL }];
}

/** Asks every question that the platform answers. @param ask sends a call; the only one here that does. */
export async function checkAccount(platform: Platform, turn: CheckTurn, ask: Ask): Promise<Found[]> {
  const got = await withToken(platform, turn, ask);
  if ('finding' in got) return [{ about: 'token', finding: got.finding }];
  const fresh = { ...turn, credentials: got.credentials };
  const isGot = got.credentials !== turn.credentials;
  const found: Found[] = isGot ? [{ about: 'token', finding: WELL }] : [];
  for (const question of platform.check ?? []) {
    const response = await ask(question.request(fresh));
    const finding =
      'kind' in response
        ? NO_ANSWER(response.reason)
        : findingOf(question, response, { turn: fresh, readRefusal: platform.readSendResponse });
    found.push({ about: question.about, finding });
  }
  return [...found, ...expiring(fresh), ...(await polled(platform, fresh, ask))];
}
