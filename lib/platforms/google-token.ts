import type { ApiCall, Credentials } from './api-call.ts';
import { FORM, needed } from './oauth-token.ts';
import { endpoint } from './reply-rules.ts';

/** Google's token endpoint. */

const TOKENS = 'https://oauth2.googleapis.com';

/** Whom a service account's assertion is for, whatever way it takes. */
export const TOKEN_AUDIENCE = `${TOKENS}/token`;

/** The request to it with a form's fields. */
export function googleTokenCall({ baseUrl }: Credentials, fields: Readonly<Record<string, string>>): ApiCall {
  return {
    method: 'POST',
    url: endpoint(baseUrl ?? TOKENS, '/token'),
    headers: FORM,
    body: new URLSearchParams(fields).toString(),
  };
}

/** A refresh token for an access token. @throws {PermanentError} `credentials_missing` */
export function googleRefresh(credentials: Credentials): ApiCall {
  const { clientId, clientSecret, refreshToken } = needed(credentials, ['clientId', 'clientSecret', 'refreshToken']);
  return googleTokenCall(credentials, {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
}
