import { FORM, needed, readOAuthAnswer } from '#platforms/oauth-token.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import type { TokenSource } from '#platforms/token.ts';

/**
 * X API, "OAuth 2.0 authorization code flow": a user's token lasts two hours; with the scope `offline.access` a refresh token
 * comes with it, which is good for one use and brings the next one. An app that keeps a secret shows it by Basic
 * authentication, one that has none names its client in the form.
 */

const TOKENS = 'https://api.x.com';

export const xToken: TokenSource = {
  needs: ['clientId', 'refreshToken'],
  isFor: ({ more }) => Boolean(more?.['refreshToken']),
  request: (credentials) => {
    const { clientId, refreshToken } = needed(credentials, ['clientId', 'refreshToken'] as const);
    const secret = credentials.more?.['clientSecret'];
    const basic = secret && { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...(!secret && { client_id: clientId }) };
    return {
      method: 'POST',
      url: endpoint(credentials.baseUrl ?? TOKENS, '/2/oauth2/token'),
      headers: { ...FORM, ...basic },
      body: new URLSearchParams(form).toString(),
    };
  },
  read: readOAuthAnswer,
};
