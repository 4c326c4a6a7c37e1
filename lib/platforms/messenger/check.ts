import { accountId } from '#platforms/account.ts';
import type { Check } from '#platforms/check.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import { subscribedTo } from '#platforms/meta-subscription.ts';

/** Graph API: whether the page's token is good, and whether the page itself is subscribed, which is forgotten most often. */
export const messengerCheck: Check = [
  {
    about: 'token',
    request: ({ account, credentials }) =>
      graphCall({ method: 'GET', path: [accountId(account)], query: { fields: 'id' } }, credentials),
  },
  {
    about: 'subscription',
    request: ({ account, credentials }) =>
      graphCall({ method: 'GET', path: [accountId(account), 'subscribed_apps'] }, credentials),
    read: subscribedTo(['messages']),
  },
];
