import { accountId } from '#platforms/account.ts';
import type { Check } from '#platforms/check.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import { API } from './render-reply.ts';

/** Instagram API: whether the account is there and the token may use it. */
export const instagramCheck: Check = [
  {
    about: 'token',
    request: ({ account, credentials }) =>
      graphCall({ method: 'GET', path: [accountId(account)], query: { fields: 'id' } }, credentials, API),
  },
];
