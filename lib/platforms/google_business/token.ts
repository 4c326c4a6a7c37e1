import { googleRefresh } from '#platforms/google-token.ts';
import { readOAuthAnswer } from '#platforms/oauth-token.ts';
import type { TokenSource } from '#platforms/token.ts';

/** Google Identity, "Using OAuth 2.0 for web server applications": an hour's token for a refresh token. */
export const googleBusinessToken: TokenSource = {
  needs: ['clientId', 'clientSecret', 'refreshToken'],
  request: googleRefresh,
  read: readOAuthAnswer,
};
