import * as z from 'zod/mini';
import { accountId } from './account.ts';
import { type Check, type CheckTurn, type Finding, unwell, WELL } from './check.ts';
import { maybe } from './fields.ts';
import { graphCall } from './meta-graph.ts';

const apps = z.object({ data: z.array(z.object({ subscribed_fields: maybe(z.array(z.string())) })) });

/** Reads `GET /{page}/subscribed_apps`: a page that no app is subscribed to sends nothing, and nobody says so. */
function subscribedTo(fields: readonly string[]): (json: unknown, turn: CheckTurn) => Finding {
  return (json) => {
    const found = apps.safeParse(json).data;
    if (!found) return { kind: 'unknown', reason: 'unreadable' };
    const subscribed = found.data.flatMap(({ subscribed_fields: each = [] }) => each);
    const missing = fields.filter((field) => !subscribed.includes(field));
    if (missing.length === 0) return WELL;
    return unwell('not_subscribed', `Subscribe the page to ${missing.join(', ')}: POST /{page}/subscribed_apps.`);
  };
}

/** Graph API: whether the page's token is good, and whether the page itself is subscribed, which is forgotten most often. */
export const pageCheck = (fields: readonly string[]): Check => [
  {
    about: 'token',
    request: ({ account, credentials }) =>
      graphCall({ method: 'GET', path: [accountId(account)], query: { fields: 'id' } }, credentials),
  },
  {
    about: 'subscription',
    request: ({ account, credentials }) =>
      graphCall({ method: 'GET', path: [accountId(account), 'subscribed_apps'] }, credentials),
    read: subscribedTo(fields),
  },
];
