import { FORM, needed, readOAuthAnswer } from '#platforms/oauth-token.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import type { TokenSource } from '#platforms/token.ts';
import { API } from './render-reply.ts';

/** Trustpilot API, "Client credentials": a token for a hundred hours, for the application's key and secret. */
export const trustpilotToken: TokenSource = {
  needs: ['apiKey', 'apiSecret', 'businessUserId'],
  request: (credentials) => {
    const { apiKey, apiSecret } = needed(credentials, ['apiKey', 'apiSecret']);
    const basic = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64');
    return {
      method: 'POST',
      url: endpoint(credentials.baseUrl ?? API, '/v1/oauth/oauth-business-users-for-applications/accesstoken'),
      headers: { ...FORM, authorization: `Basic ${basic}` },
      body: 'grant_type=client_credentials',
    };
  },
  read: readOAuthAnswer,
};
