import * as z from 'zod/mini';
import { accountId } from '#platforms/account.ts';
import { type Check, type CheckTurn, type Finding, unwell, WELL } from '#platforms/check.ts';
import { idField, maybe } from '#platforms/fields.ts';
import { endpoint } from '#platforms/reply-rules.ts';

/** X API, "Users: me": whether the token is good, and whose it is. */

const me = z.object({ data: z.object({ id: maybe(idField) }) });

function readMe(json: unknown, { account }: CheckTurn): Finding {
  const id = me.safeParse(json).data?.data.id;
  if (id === undefined) return { kind: 'unknown', reason: 'unreadable' };
  return id === accountId(account) ? WELL : unwell('other_account', 'The token is of another account.');
}

export const xCheck: Check = [
  {
    about: 'token',
    request: ({ credentials: { accessToken, baseUrl = 'https://api.x.com' } }) => ({
      method: 'GET',
      url: endpoint(baseUrl, '/2/users/me'),
      headers: { authorization: `Bearer ${accessToken}` },
    }),
    read: readMe,
  },
];
