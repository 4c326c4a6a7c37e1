import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { FORM, needed, readOAuthAnswer } from '#platforms/oauth-token.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import type { TokenSource } from '#platforms/token.ts';
import { userAgent } from './address.ts';

/** Reddit API, "OAuth2": an hour's token for a permanent refresh token; the app shows itself by its id and secret. */

const TOKENS = 'https://www.reddit.com';

/** @throws {PermanentError} `credentials_missing` */
function request(credentials: Credentials): ApiCall {
  const names = ['clientId', 'clientSecret', 'refreshToken', 'username'] as const;
  const { clientId, clientSecret, refreshToken } = needed(credentials, names);
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return {
    method: 'POST',
    url: endpoint(credentials.baseUrl ?? TOKENS, '/api/v1/access_token'),
    headers: { authorization: `Basic ${basic}`, ...userAgent(credentials), ...FORM },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString(),
  };
}

export const redditToken: TokenSource = {
  needs: ['clientId', 'clientSecret', 'refreshToken', 'username'],
  request,
  read: readOAuthAnswer,
};
