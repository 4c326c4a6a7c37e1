import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { ApiRequest, Judgement } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { NOW_MS } from './requests.ts';

/** Replies on their way to a platform's double and back, as the outbox sends them. */

const BASE_URL = 'http://127.0.0.1:1/api';

/** What a call looks like to the platform. */
export function received({ method, url, headers, body = '' }: ApiCall, nowMs = NOW_MS): ApiRequest {
  const { pathname, searchParams: query } = new URL(url);
  const path = pathname.slice(new URL(BASE_URL).pathname.length);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { method, path, query, headers: lower, body, nowMs, messageId: '900000000000000001' };
}

/** What a judgement looks like to us. */
export function answered({ answer: { status, body, headers = {} } }: Judgement): ApiResponse {
  return { status, headers, body: JSON.stringify(body) };
}

/** How a platform is played in one test. */
export interface Line {
  readonly send: (target: ReplyTarget, nowMs?: number) => { judgement: Judgement; outcome: SendOutcome };
  /** Lets the platform judge a call that we would not make. */
  readonly judge: (call: ApiCall) => Judgement;
}

/** A line to a platform's double. @param heardAtMs what it knows of when a customer, or a comment, was last heard */
export function lineTo(name: PlatformName, heardAtMs?: number): Line {
  const platform = platforms[name];
  const credentials = { ...doubles[name].credentials('seed'), baseUrl: BASE_URL };
  const room = { tokens: [credentials.accessToken], nextPage: () => undefined, thing: () => undefined };
  const api = doubles[name].api({ ...room, lastHeard: () => heardAtMs });
  return {
    send: (target, nowMs = NOW_MS) => {
      const judgement = api(received(platform.renderReply(target, credentials, nowMs), nowMs));
      return { judgement, outcome: platform.readSendResponse(answered(judgement), target) };
    },
    judge: (call) => api(received({ ...call, url: `${BASE_URL}${call.url}` })),
  };
}
