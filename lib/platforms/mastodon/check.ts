import { accountId } from '#platforms/account.ts';
import { type Check, type CheckTurn, type Finding, unwell, WELL } from '#platforms/check.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { instance } from './render-reply.ts';

/** Whether the token is good, and whose it is. */

function readAccount(json: unknown, { account }: CheckTurn): Finding {
  const id = asId(asObject(json)?.['id']);
  if (id === undefined) return { kind: 'unknown', reason: 'unreadable' };
  if (id === accountId(account)) return WELL;
  return unwell('other_account', 'The token is of another account: its own posts would be taken for customers.');
}

export const mastodonCheck: Check = [
  {
    about: 'token',
    request: ({ credentials }) => ({
      method: 'GET',
      url: instance(credentials, '/api/v1/accounts/verify_credentials'),
      headers: { authorization: `Bearer ${credentials.accessToken}` },
    }),
    read: readAccount,
  },
];
