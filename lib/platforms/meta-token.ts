import * as z from 'zod/mini';
import { accepted, answerJson, retry } from './answer.ts';
import type { ApiResponse, Credentials } from './api-call.ts';
import { outcomeByCode } from './error-table.ts';
import { numberField } from './fields.ts';
import { graphCodes, graphError, META_ERRORS } from './meta-errors.ts';
import { endpoint } from './reply-rules.ts';
import type { TokenAnswer, TokenSource } from './token.ts';

/**
 * Long-lived tokens of Instagram Login and of Threads: sixty days, renewed by themselves when they are a day old and have
 * not run out (Instagram Platform, "Refresh access token"; Threads API, "Long-lived tokens").
 */

const DAY_MS = 24 * 3_600_000;
const LASTS_MS = 60 * DAY_MS;
/** With half of its life left there are thirty days in which to try again. */
const BEFORE_MS = 30 * DAY_MS;

const body = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: numberField });

export interface LongLived {
  /** `ig_refresh_token`, `th_refresh_token` */
  readonly grant: string;
  readonly host: string;
  readonly isFor?: (credentials: Credentials) => boolean;
}

/** @param product whose tokens they are */
export function longLivedToken({ grant, host, isFor }: LongLived): TokenSource {
  return {
    needs: [],
    ...(isFor && { isFor }),
    renews: { beforeMs: BEFORE_MS, lastsMs: LASTS_MS },
    // The call takes its token in the address and nowhere else.
    request: ({ accessToken, baseUrl }) => {
      const query = new URLSearchParams({ grant_type: grant, access_token: accessToken });
      return {
        method: 'GET',
        url: endpoint(baseUrl ?? host, `/refresh_access_token?${query.toString()}`),
        headers: {},
      };
    },
    read,
  };
}

function read(response: ApiResponse, nowMs: number): TokenAnswer {
  const token = accepted(response) ? body.safeParse(answerJson(response)).data : undefined;
  if (token) return { kind: 'fresh', accessToken: token.access_token, expiresAtMs: nowMs + token.expires_in * 1000 };
  const error = graphError(response);
  if (!error) return retry('token_endpoint_unavailable', response);
  const codes = graphCodes(error);
  const outcome = outcomeByCode(META_ERRORS, codes, response);
  if (outcome.kind === 'retry' || outcome.kind === 'doubtful') return retry('token_endpoint_unavailable', response);
  return { kind: 'refused', reason: 'not_renewed', platformCode: codes[0] };
}
