import { accountId } from '#platforms/account.ts';
import type { Check } from '#platforms/check.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import { API } from './render-reply.ts';

/** Service Reviews API (private), "Get private reviews of a business unit": whether the token is good for this business. */
export const trustpilotCheck: Check = [
  {
    about: 'token',
    request: ({ account, credentials: { accessToken, baseUrl = API } }) => ({
      method: 'GET',
      url: endpoint(baseUrl, `/v1/private/business-units/${encodeURIComponent(accountId(account))}/reviews?perPage=1`),
      headers: { authorization: `Bearer ${accessToken}` },
    }),
  },
];
