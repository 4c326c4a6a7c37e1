import type { Check } from '#platforms/check.ts';
import { endpoint } from '#platforms/reply-rules.ts';

/** Threads API, "Retrieve a profile": whether the token is good. */
export const threadsCheck: Check = [
  {
    about: 'token',
    request: ({ credentials: { accessToken, baseUrl = 'https://graph.threads.net' } }) => ({
      method: 'GET',
      url: endpoint(baseUrl, '/v1.0/me?fields=id'),
      headers: { authorization: `Bearer ${accessToken}` },
    }),
  },
];
