import { accountId } from '#platforms/account.ts';
import type { Check } from '#platforms/check.ts';
import { linkedInCall } from './request.ts';

/** Organization Lookup API: whether the token is good; LinkedIn ends a subscription with the right of whoever gave it. */
export const linkedInCheck: Check = [
  {
    about: 'token',
    request: ({ account, credentials }) =>
      linkedInCall(`/rest/organizations/${encodeURIComponent(accountId(account).replace(/^.*:/, ''))}`, credentials),
  },
];
