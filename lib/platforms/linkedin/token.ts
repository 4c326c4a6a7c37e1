import * as z from 'zod/mini';
import { answerJson } from '#platforms/answer.ts';
import { maybe, numberField } from '#platforms/fields.ts';
import { FORM, needed, readOAuthAnswer } from '#platforms/oauth-token.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import type { TokenSource } from '#platforms/token.ts';

/**
 * LinkedIn, "Programmatic refresh tokens": sixty days' tokens for a refresh token of a year, which is not prolonged by its
 * use. Only approved apps have them; elsewhere a person gives a token.
 */

const TOKENS = 'https://www.linkedin.com';

const lasting = z.object({ refresh_token_expires_in: maybe(numberField) });

export const linkedInToken: TokenSource = {
  needs: ['clientId', 'clientSecret', 'refreshToken'],
  isFor: ({ more }) => Boolean(more?.['refreshToken']),
  request: (credentials) => {
    const names = ['clientId', 'clientSecret', 'refreshToken'] as const;
    const { clientId, clientSecret, refreshToken } = needed(credentials, names);
    return {
      method: 'POST',
      url: endpoint(credentials.baseUrl ?? TOKENS, '/oauth/v2/accessToken'),
      headers: FORM,
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    };
  },
  read: (response, nowMs) => {
    const answer = readOAuthAnswer(response, nowMs);
    const seconds = lasting.safeParse(answerJson(response)).data?.refresh_token_expires_in;
    if (answer.kind !== 'fresh' || seconds === undefined) return answer;
    // Whoever watches the account tells a week before somebody has to connect it again.
    const expiresAt = new Date(nowMs + seconds * 1000).toISOString();
    return { ...answer, keep: { ...answer.keep, expiresAt } };
  },
};
