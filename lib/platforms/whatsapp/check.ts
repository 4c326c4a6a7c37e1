import { accountId } from '#platforms/account.ts';
import type { Check } from '#platforms/check.ts';
import { graphCall } from '#platforms/meta-graph.ts';

/** Cloud API, "Phone numbers": whether the number is there and the token may use it. */
export const whatsAppCheck: Check = [
  {
    about: 'token',
    request: ({ account, credentials }) =>
      graphCall({ method: 'GET', path: [accountId(account)], query: { fields: 'id' } }, credentials),
  },
];
